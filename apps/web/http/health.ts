import type { FastifyInstance } from 'fastify';
import type { Readiness } from '#libs/platform/readiness.js';

/** Whether web lives, and what it misses, on the public port too: load balancers ask here. */
export function serveHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/health/live', async (_request, reply) => {
    void reply.type('application/json');
    return '{"live":true}';
  });
  app.get('/health/ready', async (_request, reply) => {
    const report = await readiness.report();
    void reply.status(report.ready ? 200 : 503).type('application/json');
    return JSON.stringify(report);
  });
}
