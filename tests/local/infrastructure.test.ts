import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { startInfrastructure, type Infrastructure } from '../../apps/local/infrastructure.js';
import { services } from '#libs/contracts/contract.js';

const open: Infrastructure[] = [];
const folders: string[] = [];

const folder = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'concord here '));
  folders.push(dir);
  return dir;
};
const start = async (dataDir: string) => {
  const infrastructure = await startInfrastructure({ dataDir, environment: { PATH: process.env.PATH } });
  open.push(infrastructure);
  return infrastructure;
};
const asked = async <R extends pg.QueryResultRow>(url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
};

afterEach(async () => {
  for (const one of open.splice(0)) await one.destroy();
  for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
}, 60_000);

describe('the infrastructure of an installation', () => {
  it('stands in a folder with a space, keeps its secrets to itself and lets each service sign in as itself only', async () => {
    const dir = join(await folder(), 'data of mine');
    const one = await start(dir);
    expect((await stat(join(dir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'nats', 'nats.conf'))).mode & 0o777).toBe(0o600);
    for (const service of services) {
      const [row] = await asked<{ name: string; super: boolean }>(one.environmentOf(service).DATABASE_URL!, 'select current_user as name, rolsuper as super from pg_roles where rolname = current_user');
      expect(row).toEqual({ name: `concord_${service}`, super: false });
    }
    const [version] = await asked<{ v: string; enc: string }>(one.database.ownerUrl, `select current_setting('server_version_num') as v, current_setting('server_encoding') as enc`);
    expect(version?.v.slice(0, 2)).toBe('18');
    expect(version?.enc).toBe('UTF8');
  }, 60_000);

  it('finds everything as it was at the second start, on the same ports', async () => {
    const dir = await folder();
    const first = await start(dir);
    await asked(first.database.ownerUrl, 'create schema kept; create table kept.row as select 1 as n');
    const before = await readFile(join(dir, 'installation.json'), 'utf8');
    await first.close();
    open.length = 0;
    const second = await start(dir);
    expect(await asked(second.database.ownerUrl, 'select n from kept.row')).toEqual([{ n: 1 }]);
    expect(await readFile(join(dir, 'installation.json'), 'utf8')).toBe(before);
  }, 60_000);

  it('takes another port when its own is taken meanwhile', async () => {
    const dir = await folder();
    const first = await start(dir);
    const { ports } = JSON.parse(await readFile(join(dir, 'installation.json'), 'utf8')) as { ports: Record<string, number> };
    await first.close();
    open.length = 0;
    const squatters = await Promise.all(Object.values(ports).map((port) => new Promise<ReturnType<typeof createServer>>((resolve) => {
      const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
    })));
    try {
      const second = await start(dir);
      const [row] = await asked<{ one: number }>(second.database.ownerUrl, 'select 1 as one');
      expect(row).toEqual({ one: 1 });
      const after = JSON.parse(await readFile(join(dir, 'installation.json'), 'utf8')) as { ports: Record<string, number> };
      for (const name of Object.keys(ports)) expect(after.ports[name]).not.toBe(ports[name]);
    } finally {
      await Promise.all(squatters.map((server) => new Promise((resolve) => server.close(resolve))));
    }
  }, 60_000);

  it('keeps mails as files instead of sending them', async () => {
    const dir = await folder();
    const one = await start(dir);
    await nodemailer.createTransport(one.environmentOf('notifier').SMTP_URL!).sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'A question', text: 'Hello' });
    const mails = (await readdir(join(dir, 'mail'))).filter((name) => name.endsWith('.eml'));
    expect(mails).toHaveLength(1);
    expect(await readFile(join(dir, 'mail', mails[0]!), 'utf8')).toContain('Subject: A question');
  }, 60_000);
});
