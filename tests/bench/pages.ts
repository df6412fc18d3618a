import { join } from 'node:path';
import autocannon from 'autocannon';
import fastify from 'fastify';
import pg from 'pg';
import { hashSecret } from '../../apps/web/accounts/session.js';
import { startBareNats } from './bare-nats.js';
import { ms, perSecond, type Figure } from './figures.js';
import type { Product } from './product.js';

const connections = 10;

/**
 * The register as a page and as JSON, against a bare server that looks the session up, asks once over NATS and runs
 * one query there. Both stand in this process; the load comes from a thread of its own.
 * @param seconds how long each is asked
 */
export async function measurePages(product: Product, seconds: number): Promise<Figure[]> {
  const { admin, address, cookie, bearer } = product;
  const bare = await startBare(product);
  // the limit per account would stop the load after a minute's share; counting goes on, only the count is set back
  const unlimited = setInterval(() => void admin.query('delete from web.rate_limit').catch(() => undefined), 100);
  try {
    const figures: Figure[] = [];
    for (const [what, url, plainUrl, headers, plainHeaders] of [
      ['page /vendors', `${address}/vendors`, `${bare.address}/vendors`, { cookie }, { cookie }],
      ['JSON /api/vendors', `${address}/api/vendors`, `${bare.address}/api/vendors`, { authorization: `Bearer ${bearer}` }, { cookie }],
    ] as const) {
      await autocannon({ url: plainUrl, connections, duration: 1, workers: 1, headers: plainHeaders });
      const plain = await autocannon({ url: plainUrl, connections, duration: seconds, workers: 1, headers: plainHeaders });
      await autocannon({ url, connections, duration: 1, workers: 1, headers });
      const full = await autocannon({ url, connections, duration: seconds, workers: 1, headers });
      const failures = full.non2xx + full.errors + plain.non2xx + plain.errors;
      figures.push({
        what: `${what}: rate, ${connections} connections`, measured: `${perSecond(full.requests.average)} (p50 ${ms(full.latency.p50)}${failures ? `, ${failures} failed` : ''})`,
        against: `${perSecond(plain.requests.average)} bare (p50 ${ms(plain.latency.p50)})`, ratio: failures ? NaN : full.requests.average / plain.requests.average, target: { atLeast: 0.5 },
      });
    }
    return figures;
  } finally {
    clearInterval(unlimited);
    await bare.close();
  }
}

async function startBare({ folder, infrastructure, tenant }: Product) {
  const nats = await startBareNats(join(folder, 'bare requests'));
  const [asking, answering] = await Promise.all([nats.open(), nats.open()]);
  const sessions = new pg.Pool({ connectionString: infrastructure.database.of('web'), max: 10 });
  const register = new pg.Pool({ connectionString: infrastructure.database.of('vendors'), max: 10 });
  const list = async () => {
    const client = await register.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.tenant', $1, true)`, [tenant]);
      const { rows } = await client.query(
        `select v.*, q.status as request_status, q.due as request_due, c.frameworks from vendors.vendor v
         left join lateral (select * from vendors.latest_request q where q.tenant_id = v.tenant_id and q.vendor = v.id order by q.request desc limit 1) q on true
         left join vendors.latest_coverage c on c.tenant_id = v.tenant_id and c.vendor = v.id
         where v.tenant_id = $1 order by lower(v.name), v.id limit 51`, [tenant]);
      await client.query('commit');
      return rows;
    } finally {
      client.release();
    }
  };
  answering.subscribe('register', { callback: (_error, message) => void list().then((rows) => message.respond(JSON.stringify(rows))) });
  const app = fastify();
  const ask = async (cookie: string | undefined): Promise<Record<string, unknown>[] | null> => {
    const secret = /concord-session=([^;]+)/.exec(cookie ?? '')?.[1] ?? '';
    const { rowCount } = await sessions.query('select * from web.find_session($1)', [hashSecret(secret)]);
    return rowCount ? (await asking.request('register', '{}', { timeout: 5_000 })).json() : null;
  };
  app.get('/api/vendors', async (request, reply) => (await ask(request.headers.cookie)) ?? reply.status(401).send());
  app.get('/vendors', async (request, reply) => {
    const rows = await ask(request.headers.cookie);
    if (!rows) return reply.status(401).send();
    return reply.type('text/html').send(`<!doctype html><title>Vendors</title><table>${rows.map((row) => `<tr><td>${row['name']}<td>${row['service']}<td>${row['tier']}`).join('')}</table>`);
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const close = async () => {
    await app.close();
    await Promise.all([asking.close(), answering.close(), sessions.end(), register.end()]);
    await nats.stop();
  };
  return { address, close };
}
