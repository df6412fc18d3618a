import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parserIsolated } from './child-isolation.js';
import { readPdf } from './read-pdf.js';

const folder = mkdtempSync(join(tmpdir(), 'concord-bounds-'));
const pdf = join(folder, 'report.pdf');
writeFileSync(pdf, '%PDF-1.7\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A child in place of the parser; `runs` counts how often it was started. */
const child = (name: string, body: string): { readonly entry: string; readonly runs: () => number } => {
  const [entry, count] = [join(folder, `${name}.mjs`), join(folder, `${name}.count`)];
  writeFileSync(entry, `import { appendFileSync, existsSync, readFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(count)}, 'x');\nconst run = readFileSync(${JSON.stringify(count)}, 'utf8').length;\n${body}`);
  return { entry, runs: () => (existsSync(count) ? readFileSync(count, 'utf8').length : 0) };
};
const answer = `console.log(JSON.stringify({ document: { pages: 0, permissions: null, sha256: 'f' } }));`;

describe('a child that reads a PDF', () => {
  it('is tried once more where it crashes', async () => {
    const { entry, runs } = child('once', `if (run === 1) process.abort();\n${answer}`);
    expect(await readPdf(pdf, { entry })).toMatchObject({ ok: true, document: { sha256: 'f' } });
    expect(runs()).toBe(2);
  }, 30_000);

  it('gives the refusal "damaged" where it crashes twice, and no third try', async () => {
    const { entry, runs } = child('twice', 'process.abort();');
    expect(await readPdf(pdf, { entry })).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
    expect(runs()).toBe(2);
  }, 30_000);

  it('is stopped by the clock, and not tried again', async () => {
    const { entry, runs } = child('slow', 'for (;;);');
    expect(await readPdf(pdf, { entry, timeoutMs: 6_000 })).toMatchObject({ ok: false, refusal: { code: 'timed-out' } });
    expect(runs()).toBe(1);
  }, 30_000);

  it('is stopped when it holds too much memory', async () => {
    const { entry } = child('large', 'const all = []; for (;;) { all.push(Buffer.alloc(8_000_000, 1)); await new Promise((r) => setTimeout(r, 10)); }');
    const read = await readPdf(pdf, { entry, memoryBytes: 200 * 1024 * 1024 });
    expect(read).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
    expect(read.peakBytes).toBeLessThan(400 * 1024 * 1024);
  }, 30_000);

  it('has no variable of its parent but the path, and reaches no socket where the system can cut it off', async () => {
    let reached = 0;
    const server = createServer((socket) => {
      reached += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { entry } = child('curious', `import { connect } from 'node:net';
      const open = await new Promise((resolve) => connect(${port}, '127.0.0.1').on('connect', () => resolve(true)).on('error', () => resolve(false)));
      console.log(JSON.stringify({ document: { pages: 0, permissions: null, sha256: JSON.stringify([open, Object.keys(process.env)]) } }));`);
    const read = await readPdf(pdf, { entry });
    server.close();
    const isolated = parserIsolated();
    expect(read).toMatchObject({ ok: true, isolated, document: { sha256: JSON.stringify([!isolated, ['PATH']]) } });
    expect(reached).toBe(isolated ? 0 : 1);
  }, 30_000);
});
