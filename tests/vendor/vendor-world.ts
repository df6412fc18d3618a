import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startConcord, type RunningConcord } from '../../apps/local/start-concord.js';
import { sixDigits } from '#libs/platform/derived-tokens.js';
import { Client, firstAdministrator } from '../support/client.js';
import { PlainBrowser, type Shown } from './plain-browser.js';

const profile = { dataClasses: ['personal'], volume: '1k-100k', access: 'limited', criticality: 'moderate', substitutability: 'weeks', spend: '10k-100k' };

export interface Invited {
  readonly vendor: string;
  readonly request: string;
  readonly to: string;
  /** the secret of the mailed link */
  readonly token: string;
}

/** A vendor that is inside its form. */
export interface Inside {
  readonly browser: PlainBrowser;
  /** where its form stands, as `/form/0123456789` */
  readonly at: string;
  /** the same session over the JSON API */
  readonly api: Client;
  readonly start: Shown;
}

/** A running Concord with a buyer, and what it takes to be one of its vendors. */
export class VendorWorld {
  private constructor(
    readonly folder: string,
    readonly concord: RunningConcord,
    readonly api: Client,
    readonly person: Client,
    readonly database: pg.Client,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<VendorWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'concord vendor '));
    const concord = await startConcord({ dataDir: join(folder, 'data'), fill: 'empty', environment: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment } });
    const { api, person } = await firstAdministrator(concord.address, concord.firstRunUrl);
    const database = new pg.Client({ connectionString: concord.infrastructure.database.adminUrl });
    await database.connect();
    return new VendorWorld(folder, concord, api, person, database);
  }

  get mailbox(): string {
    return join(this.folder, 'data', 'mail');
  }

  async close(): Promise<void> {
    await this.database.end();
    await this.concord.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Adds a vendor and sends it a questionnaire. */
  async invite(name: string, more: { readonly vendor?: string; readonly depth?: string; readonly service?: string; readonly to?: string; readonly template?: string } = {}): Promise<Invited> {
    const to = more.to ?? `security@${name.toLowerCase().replace(/\W+/g, '')}.example`;
    const vendor = more.vendor ?? (await this.api.must<{ id: string }>('POST', '/vendors', { name, service: more.service ?? 'Hosted ledger', profile, contact: { name: 'Astrid Lind', email: to } })).id;
    const { id: request } = await this.api.must<{ id: string }>('POST', '/requests', { vendor, template: more.template ?? 'concord-core', depth: more.depth ?? 'short', modules: [], to, due: { date: '2099-01-31', zone: 'Europe/Berlin' } });
    const { url } = await this.api.must<{ url: string }>('POST', `/requests/${request}/link`, {});
    return { vendor, request, to, token: /\/l\/([\w-]+)$/.exec(url)?.[1] ?? '' };
  }

  /** Opens a link, asks for the code, reads it in the mailbox and enters it, all without script. */
  async enter(invited: Pick<Invited, 'to' | 'token'>, browser = new PlainBrowser(this.concord.address)): Promise<Inside> {
    const link = await browser.open(`/l/${invited.token}`);
    const enter = await browser.send(link, '/code');
    const code = await this.code(invited.to);
    const start = await browser.send(enter, '/enter', { code });
    if (start.status !== 200 || !/^\/form\/[0-9a-f]{10}$/.test(start.at)) throw new Error(`the code led to ${start.at} (${start.status}): ${start.text.slice(0, 500)}`);
    return { browser, at: start.at, start, api: new Client(this.concord.address).as(browser['cookies'].get(`concord-vendor-${start.at.slice(6)}`) ?? '') };
  }

  /** The newest code that is mailed to an address. */
  async code(to: string): Promise<string> {
    const { rows: [newest] } = await this.database.query<{ id: string }>('select c.id from questionnaires.code c join questionnaires.link l on l.tenant_id = c.tenant_id and l.id = c.link where l.email = $1 order by c.id desc limit 1', [to]);
    return sixDigits(this.concord.infrastructure.environmentOf('questionnaires')['LINK_KEY'], 'link-code', newest?.id ?? '', 0);
  }

  /** Lets codes be asked for again at once. */
  async forgetCodes(): Promise<void> {
    await this.database.query(`update questionnaires.code set created_at = created_at - interval '2 hours'`);
  }
}
