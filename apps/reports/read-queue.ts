import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { parserIsolated } from '#libs/documents/child-isolation.js';
import { readPdf } from '#libs/documents/read-pdf.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import { LOG, traced, type Log } from '#libs/platform/log.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { Readiness } from '#libs/platform/readiness.js';
import { Recurring } from '#libs/platform/recurring.js';
import { tenantByTenant } from '#libs/platform/tenant-by-tenant.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { PageText } from '#libs/soc2/page-text.js';
import type { Extraction, Refusal } from '#libs/soc2/extraction.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { changeDocument, lockDocument } from './change-document.js';
import type { DocumentRow } from './document.entity.js';
import { keepPages } from './keep-pages.js';
import { readerVersion } from './reader-version.js';
import { sayDocument } from './say-document.js';

const mostAttempts = 3;
const atOnce = 2;
const everyMilliseconds = 1_000;
const progressMilliseconds = 500;
/** Nobody waits for an answer here, so a busy machine may take its time; what a reading may work is bounded all the same. */
const patienceMilliseconds = 150_000;

/** What reading yielded, and the text that it was read from. */
interface Outcome {
  readonly outcome: Extraction | Refusal | { code: string; message: string; page?: number };
  readonly text: PageText | null;
}

type Claimed = Pick<DocumentRow, 'id' | 'sha256' | 'attempts'>;

/** Reads queued documents in bounded children, from the service's start to its end. What a stopped process left is read again. */
@Injectable()
export class ReadQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly reading: Recurring;
  private stopping = false;

  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
    readiness: Readiness,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.reading = new Recurring('document reading', everyMilliseconds, () => this.readAll(), log);
    readiness.note(() => (parserIsolated() ? undefined : 'parser not isolated: the network cannot be cut off for it on this system'));
  }

  onApplicationBootstrap(): void {
    this.reading.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.reading.stop();
  }

  private async readAll(): Promise<void> {
    const tenants = await this.database.lookup<{ tenant_id: string }>('select tenant_id from reports.tenants_with_queue()', []);
    await tenantByTenant(tenants, this.log, async (tenant) => {
      const context = systemContext('reports', tenant);
      for (let claimed = await this.claim(context); claimed.length && !this.stopping; claimed = await this.claim(context)) {
        await Promise.all(claimed.map((document) => this.read(context, document)));
      }
    });
  }

  private claim(context: Context): Promise<Claimed[]> {
    return this.database.run(context, (tx) => tx.query<Claimed>(
      `update reports.document set status = 'reading', claimed_at = now(), attempts = attempts + 1, says = 'Is being read'
       where tenant_id = $1 and id in (
         select id from reports.document where tenant_id = $1 and (status = 'queued' or status = 'reading' and claimed_at < now() - interval '3 minutes')
         order by uploaded_at limit ${atOnce} for update skip locked)
       returning id, sha256, attempts`, [context.tenant]));
  }

  private async read(context: Context, document: Claimed): Promise<void> {
    try {
      const { outcome, text } = document.attempts > mostAttempts
        ? { outcome: { code: 'damaged', message: 'Reading this document stopped the reader several times. Ask for another copy of it.' }, text: null }
        : await this.outcomeOf(context, document);
      await this.database.run(context, async (tx) => {
        const row = await lockDocument(tx, document.id);
        if (row.status !== 'reading') return;
        const change: Partial<DocumentRow> = 'documentKind' in outcome
          ? { status: 'read', extraction: outcome, says: sayDocument(outcome), reader: readerVersion() }
          : { status: 'refused', refusal: outcome, says: outcome.message };
        if (text && 'documentKind' in outcome) await keepPages(tx, row.id, text);
        await changeDocument(tx, row, { ...change, readAt: new Date(), progress: null });
        await tx.audit(`document.${change.status}`, row.id, 'documentKind' in outcome ? { kind: outcome.documentKind } : { code: outcome.code });
      });
    } catch (error) {
      this.log.warn({ document: document.id, ...traced(error) }, 'a document could not be read and will be tried again');
    }
  }

  private async outcomeOf(context: Context, document: Claimed): Promise<Outcome> {
    const file = await this.store.toFile(context.tenant, document.sha256);
    try {
      const result = await readPdf(file.path, { timeoutMs: patienceMilliseconds, onPage: this.progressOf(context, document.id) });
      return result.ok ? { outcome: readAssuranceDocument(result.document), text: result.document } : { outcome: result.refusal, text: null };
    } finally {
      await file.dispose();
    }
  }

  /** Notes the page that is being read, at most twice a second. */
  private progressOf(context: Context, id: string): (page: number, of: number) => void {
    let last = 0;
    return (page, of) => {
      if (Date.now() - last < progressMilliseconds) return;
      last = Date.now();
      void this.database.run(context, (tx) => tx.query(
        `update reports.document set progress = $3, claimed_at = now() where tenant_id = $1 and id = $2 and status = 'reading'`, [context.tenant, id, JSON.stringify({ page, of })])).catch(() => undefined);
    };
  }
}
