import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

/** The pages for the machinery: `/health/live`, `/health/ready` and `/metrics`. */
export class HealthServer {
  private constructor(private readonly server: Server) {}

  /** @param port 0 for a free one */
  static async listen(host: string, port: number, readiness: Readiness, metrics: Metrics): Promise<HealthServer> {
    const server = createServer((request, response) => {
      page(request.url ?? '', response, readiness, metrics).catch(() => send(response, 500, 'text/plain', 'failed'));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return new HealthServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function page(path: string, response: ServerResponse, readiness: Readiness, metrics: Metrics): Promise<void> {
  if (path === '/health/live') return send(response, 200, 'application/json', '{"live":true}');
  if (path === '/metrics') return send(response, 200, metrics.registry.contentType, await metrics.page());
  if (path !== '/health/ready') return send(response, 404, 'text/plain', 'not found');
  const report = await readiness.report();
  send(response, report.ready ? 200 : 503, 'application/json', JSON.stringify(report));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
