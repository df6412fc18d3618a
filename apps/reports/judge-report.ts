import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import { evidenceList } from '#libs/contracts/crosswalk.contract.js';
import type { contradictionList, qualitySignals as qualitySignalsContract } from '#libs/contracts/reports-assurance.contract.js';
import { vendorGet } from '#libs/contracts/vendors.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import type { Bus } from '#libs/platform/bus.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { namedControls, provenBy } from '#libs/soc2/named-controls.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { today } from '#libs/platform/calendar-day.js';
import { contradictionsOf, type AuditorWord } from './contradictions.js';
import { standingOf } from './change-document.js';
import { ControlMatchRow } from './document.entity.js';
import { countsUntil, factsOf } from './facts-of.js';
import { qualitySignals, type Signal } from './quality-signals.js';
import { readableDocument } from './readable-document.js';
import { standingDocuments } from './standing-documents.js';
import { suggestionsFor, sureScore, titleOf } from './suggest-controls.js';

/** From this strength on, a control and a criterion are close enough for an answer about the one to be looked at beside the other. */
const closeStrength = 7;

/** How much a report can be relied on. What the vendor is needed for is asked of the register; without it the categories are not judged. */
export async function signalsOf(database: TenantDatabase, bus: Bus, request: RequestOf<typeof qualitySignalsContract>, context: Context): Promise<{ items: Signal[] }> {
  const { row, extraction, previousEnd } = await database.run(context, async (tx) => {
    const found = await readableDocument(tx, request.id);
    const now = await standingOf(tx, found);
    const end = now?.period?.value.to ?? '';
    const ends = (await standingDocuments(tx, [found.vendor], ['read', 'accepted', 'replaced'])).flatMap(({ row: one, extraction: other }) => (one.id !== found.id && other?.documentKind === 'soc2' && other.period ? [other.period.value.to] : []));
    return { row: found, extraction: now, previousEnd: ends.filter((one) => one < end).sort().at(-1) ?? null };
  });
  if (!extraction || extraction.documentKind !== 'soc2') return { items: [] };
  const vendor = await ifAnswered(bus.request(vendorGet, { id: row.vendor }, systemContext('reports', context.tenant, context)));
  return { items: qualitySignals(extraction, { today: today(), countsUntil: countsUntil(extraction), previousEnd, need: vendor && { dataClasses: vendor.profile.dataClasses, criticality: vendor.profile.criticality } }) };
}

/** Where a report and the vendor's accepted answers say different things. @throws Fault `platform.unavailable` */
export async function contradictionsIn(database: TenantDatabase, bus: Bus, request: RequestOf<typeof contradictionList>, context: Context) {
  const { row, words } = await database.run(context, async (tx) => {
    const found = await readableDocument(tx, request.id);
    const extraction = await standingOf(tx, found);
    const matches = await tx.manager.findBy(ControlMatchRow, { tenantId: context.tenant, document: found.id });
    return { row: found, words: extraction?.documentKind === 'soc2' ? wordsOf(extraction, found.id, found.vendor, new Map(matches.map(({ ref, control }) => [ref, control]))) : [] };
  });
  if (words.length === 0) return { items: [] };
  const { items } = await bus.request(evidenceList, { party: row.vendor }, systemContext('reports', context.tenant, context));
  return { items: contradictionsOf(words, items).map(({ control, kind, word, answer }) => ({
    control, title: titleOf(control), kind, certain: word.certain, report: { says: word.says, page: word.page, criteria: [...word.criteria] },
    answer: { id: answer.source.id ?? answer.id, says: answer.note ?? answer.source.quote ?? answer.source.label, verdict: answer.verdict, source: answer.source.label, question: answer.source.quote ?? null },
  })) };
}

/** What the report says of common controls: those that people matched, those that its words name surely, and those behind a criterion that is not met. */
function wordsOf(extraction: Extraction, document: string, vendor: string, matches: ReadonlyMap<string, string>): AuditorWord[] {
  const type = extraction.reportType?.value ?? null;
  const tested = namedControls(extraction).flatMap(({ ref, control }): AuditorWord[] => {
    const verdict = provenBy(control, type);
    if (verdict === 'none') return [];
    const matched = matches.get(ref);
    const [first] = matched || verdict !== 'excepted' ? [] : suggestionsFor(control.text, 1);
    const common = matched ?? (first && first.score >= sureScore ? first.control : null);
    const found = control.tests.find(({ result }) => result === 'exception')?.resultText;
    return common ? [{ control: common, verdict, certain: matched !== undefined, says: found ?? control.text, page: control.pages[0] ?? null, criteria: control.criteria }] : [];
  });
  const breached = factsOf(document, vendor, extraction).filter(({ verdict }) => verdict === 'not-met');
  const rows = shippedCatalog().rows.filter(({ framework, strength }) => framework === 'soc2' && strength >= closeStrength);
  return [...tested, ...breached.flatMap(({ target, source }) => rows.filter(({ requirement }) => requirement === target.id)
    .map(({ control }): AuditorWord => ({ control: bareControl(control), verdict: 'not-met', certain: false, says: source.quote ?? target.id, page: source.page ?? null, criteria: [target.id] })))];
}

async function ifAnswered<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch(() => null);
}
