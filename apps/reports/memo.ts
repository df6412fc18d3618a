import { taggedPdf, type Pen } from '#libs/documents/tagged-pdf.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { sayDay, today } from '#libs/platform/calendar-day.js';
import type { DocumentRow } from './document.entity.js';
import { countsUntil } from './facts-of.js';
import type { Signal } from './quality-signals.js';
import { sayDocument } from './say-document.js';

/** What a memo is about. */
export interface MemoSources {
  readonly vendor: string;
  readonly row: Pick<DocumentRow, 'name' | 'status' | 'verdict' | 'restricted'>;
  readonly extraction: Extraction;
  readonly signals: readonly Signal[];
  /** How many values, results and lines people accepted or put right. */
  readonly corrections: number;
}

const opinions = {
  unqualified: 'The auditor’s opinion is unqualified.', qualified: 'The auditor’s opinion is qualified: it holds except for what is named below.',
  adverse: 'The auditor’s opinion is adverse: the controls did not do what they should.', disclaimer: 'The auditor gives no opinion, so the report proves nothing.',
} as const;
const states = { accepted: 'It was accepted and stands behind coverage.', rejected: 'It was rejected and counts for nothing.', replaced: 'A newer version took its place.' } as const;
const mostWords = 330;

/** "What this report tells us" on two pages, for people who decide: the answer first, then what to ask, exceptions, others' and our own controls, each criterion. */
export function reportMemo({ vendor, row, extraction, signals, corrections }: MemoSources): Promise<Buffer> {
  const subject = `What this report tells us: ${vendor}`;
  const about = { title: subject, subject: sayDocument(extraction), footer: `Concord · ${vendor}${row.restricted ? ' · under a non-disclosure agreement' : ''}`, mostPages: 2 };
  return taggedPdf(about, (pen) => {
    const { heading, say } = pen;
    heading(1, subject, { size: 18 });
    say(sayDocument(extraction), { size: 11, gap: 6 });
    say([opinionWords(extraction), untilWords(extraction), states[row.status as keyof typeof states] ?? 'Nobody accepted it yet, so it counts for nothing.'].filter(Boolean).join(' '), { gap: 8 });
    facts(say, extraction);
    list(pen, 'What to ask, and what to watch', signals.filter(({ weight }) => weight !== 'good').map((one) => `${one.weight === 'ask' ? 'Ask: ' : ''}${one.says}${pageWords(one.page)}`), 9);
    list(pen, 'What speaks for it', signals.filter(({ weight }) => weight === 'good').map((one) => `${one.says}${pageWords(one.page)}`), 5);
    list(pen, 'Exceptions', extraction.exceptions.map((one) => `${one.criteria.join(', ')}: ${one.description}${one.managementResponse ? ` Management: ${one.managementResponse}` : ''}${pageWords(one.pages[0] ?? null)}`), 6);
    list(pen, 'Organizations behind it', extraction.subserviceOrganizations.map((one) => `${one.name}${one.service ? `, ${one.service}` : ''}: ${one.method === 'inclusive' ? 'examined with it' : one.method === 'carve-out' ? 'left out of the examination' : 'how it was treated is not stated'}${pageWords(one.page)}`), 6);
    list(pen, 'What it expects of us', extraction.cuecs.map((one) => `${one.criteria.length ? `${one.criteria.join(', ')}: ` : ''}${one.text}${pageWords(one.page)}`), 8);
    list(pen, 'Criterion by criterion', criteriaWords(extraction), 70);
    say(`Read from ${row.name}, ${extraction.pages} pages; ${corrections === 0 ? 'no value was checked by a person' : `${corrections} values were accepted or put right by people`}.`, { size: 8, gap: 0 });
  });
}

function opinionWords({ opinion, opinionCriteria }: Extraction): string {
  if (!opinion) return 'The auditor’s opinion was not found.';
  return `${opinions[opinion.value]}${opinion.value !== 'unqualified' && opinionCriteria?.length ? ` It names ${opinionCriteria.join(', ')}.` : ''}`;
}

function untilWords(extraction: Extraction): string {
  const until = countsUntil(extraction);
  return until ? `It ${until < today() ? 'counted' : 'counts'} until ${sayDay(until)}.` : '';
}

/** Of each criterion in scope, how many controls were tested under it and what came of it. */
function criteriaWords({ controls, criteriaInScope, notApplicableCriteria, reportType }: Extraction): string[] {
  const outside = new Map(notApplicableCriteria.map(({ criterion, kind }) => [criterion, kind]));
  return (criteriaInScope ?? []).map((criterion) => {
    const own = controls.filter(({ rows }) => rows.some((row) => row.criterion === criterion));
    const results = own.flatMap(({ tests }) => tests.filter((test) => test.criterion === null || test.criterion === criterion).map(({ result }) => result));
    const not = (result: string, words: string): string[] => (results.includes(result as never) ? [`${results.filter((one) => one === result).length} ${words}`] : []);
    const found = [...not('exception', 'with an exception'), ...not('not-tested', 'not tested'), ...not('unclear', 'unclear')];
    if (own.length === 0) return `${criterion}: ${outside.get(criterion) === 'carved-out' ? 'a subservice organization’s alone' : outside.has(criterion) ? 'not applicable' : 'no control'}`;
    return `${criterion}: ${own.length} ${own.length === 1 ? 'control' : 'controls'}, ${found.length ? found.join(', ') : reportType?.value === 'type1' ? 'design only' : 'no exceptions'}`;
  });
}

function facts(say: Pen['say'], { auditor, auditorLocation, opinionDate, categories, criteriaInScope, controls, systemName, attestationStandard }: Extraction): void {
  const tests = controls.flatMap((control) => control.tests);
  const clean = tests.filter(({ result }) => result === 'no-exceptions').length;
  say([
    systemName && `System: ${systemName.value}.`, auditor && `Auditor: ${auditor.value}${auditorLocation ? `, ${auditorLocation.value}` : ''}${opinionDate ? `, ${sayDay(opinionDate.value)}` : ''}.`,
    attestationStandard && `Standard: ${attestationStandard.value}.`, categories && `Categories: ${categories.value.join(', ')}; ${criteriaInScope?.length ?? 0} criteria in scope.`,
    `${controls.length} controls${tests.length ? `, ${clean} of ${tests.length} tests without exceptions` : ''}.`,
  ].filter(Boolean).join(' '), { gap: 8 });
}

function list({ heading, say }: Pen, title: string, items: readonly string[], most: number): void {
  if (items.length === 0) return;
  heading(2, title, { size: 12, gap: 4 });
  for (const item of items.slice(0, most)) if (!say(`- ${item.length > mostWords ? `${item.slice(0, item.lastIndexOf(' ', mostWords))} …` : item}`, { size: 9, gap: 2 })) return;
  say(items.length > most ? `And ${items.length - most} more, in Concord.` : ' ', { size: items.length > most ? 9 : 4 });
}

const pageWords = (page: number | null): string => (page === null ? '' : ` (page ${page})`);
