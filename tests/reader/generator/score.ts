import type { Extraction } from '#libs/soc2/extraction.js';
import type { PageText } from '#libs/soc2/page-text.js';
import type { Model } from './model.js';

/** Counts over any number of documents; `wrong` says what differed, `dangerous` what must never happen. */
export interface Tally {
  documents: number;
  fields: number; fieldsRight: number;
  pages: number; pagesRight: number;
  rows: number; rowsFound: number; rowsRight: number;
  results: number; resultsRight: number;
  exceptions: number; exceptionsFound: number; exceptionsRight: number;
  responses: number; responsesRight: number;
  duties: number; dutiesFound: number; dutiesRight: number; dutyCriteriaRight: number;
  readonly wrong: string[];
  readonly dangerous: string[];
}

export const emptyTally = (): Tally => ({ documents: 0, fields: 0, fieldsRight: 0, pages: 0, pagesRight: 0, rows: 0, rowsFound: 0, rowsRight: 0, results: 0, resultsRight: 0, exceptions: 0, exceptionsFound: 0, exceptionsRight: 0, responses: 0, responsesRight: 0, duties: 0, dutiesFound: 0, dutiesRight: 0, dutyCriteriaRight: 0, wrong: [], dangerous: [] });

const squash = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && [...a].sort().join() === [...b].sort().join();
const resultOf = { no_exceptions: 'no-exceptions', exception: 'exception', not_tested: 'not-tested', not_applicable: 'not-applicable', design_only: null } as const;
const worst = (results: readonly string[]): string | null => (results.includes('exception') ? 'exception' : results.includes('not-tested') ? 'not-tested' : (results[0] ?? null));

/** Pages on which the words begin, by the text of the pages alone. */
const pagesOf = (document: PageText): ((words: string) => readonly number[]) => {
  const texts = document.pages.map((page) => squash(page.runs.map((run) => run.text).join('')));
  return (words) => texts.flatMap((text, i) => (text.includes(squash(words).slice(0, 16)) ? [document.pages[i]?.number ?? 0] : []));
};

/** Adds to `tally` how far what was read is what was written. */
export const scoreReport = (tally: Tally, name: string, model: Model, read: Extraction | { readonly code: string; readonly message: string }, document: PageText): void => {
  const wrong = (what: string): void => void tally.wrong.push(`${name}: ${what}`);
  const danger = (what: string): void => void tally.dangerous.push(`${name}: ${what}`);
  const rows = model.controls.flatMap((c) => c.criteria.map((criterion) => ({ criterion, control: c })));
  const failed = model.controls.filter((c) => c.kind === 'exception');
  tally.documents += 1;
  tally.rows += rows.length;
  tally.exceptions += failed.length;
  tally.duties += model.cuecs.length + model.csocs.length;
  if ('code' in read) {
    tally.fields += 10;
    return wrong(`refused: ${read.code} ${read.message}`);
  }
  const on = pagesOf(document);
  const field = (what: string, right: boolean, got: unknown): void => {
    tally.fields += 1;
    if (right) tally.fieldsRight += 1;
    else wrong(`${what} ${JSON.stringify(got)?.slice(0, 160)}`);
  };
  const page = (what: string, at: number | undefined, words: string): void => {
    const pages = on(words);
    if (pages.length === 0) return;
    tally.pages += 1;
    if (at !== undefined && pages.includes(at)) tally.pagesRight += 1;
    else wrong(`${what} on page ${at}, written on ${pages.join()}`);
  };
  const type = model.type === 'II' ? 'type2' : 'type1';
  field('reportType', read.reportType?.value === type, read.reportType?.value);
  if (read.reportType && read.reportType.value !== type) danger(`type ${read.reportType.value} for ${type}`);
  field('auditor', squash(read.auditor?.value ?? '') === squash(model.auditor.join(' ')), [read.auditor?.value, ...read.auditorAliases.map((a) => a.value)]);
  field('opinionDate', read.opinionDate?.value === model.opinionDate, read.opinionDate?.value);
  if (read.opinionDate && read.opinionDate.value !== model.opinionDate) danger(`opinion date ${read.opinionDate.value} for ${model.opinionDate}`);
  field('serviceOrganization', squash(read.serviceOrganization?.value ?? '') === squash(model.organization), read.serviceOrganization?.value);
  field('systemName', squash(read.systemName?.value ?? '') === squash(model.system), read.systemName?.value);
  const time = model.type === 'II' ? read.period?.value : read.asOf?.value;
  const right = model.type === 'II' ? read.period?.value.from === model.from && read.period.value.to === model.to : time === model.to;
  field('period or date', right, time);
  if (time && !right) danger(`time ${JSON.stringify(time)} for ${model.from} ${model.to}`);
  field('categories', sameSet(read.categories?.value ?? [], model.categories.map((c) => c.toLowerCase().replace(' ', '-'))), read.categories?.value);
  field('opinion', read.opinion?.value === model.opinion, read.opinion?.value);
  if (model.opinion !== 'unqualified' && read.opinion?.value === 'unqualified') danger(`${model.opinion} opinion read as unqualified`);
  if (model.basis && read.opinion) page('basis', read.opinion.page, model.basis);
  for (const s of model.subservice) {
    const hit = read.subserviceOrganizations.find(({ name: other }) => squash(other).includes(squash(s.name)));
    field(`subservice ${s.name}`, hit?.method === s.method, hit?.method ?? read.subserviceOrganizations.map((o) => o.name));
  }
  field('no invented subservice organizations', read.subserviceOrganizations.length <= model.subservice.length, read.subserviceOrganizations.map((s) => s.name));
  field('criteria without controls', sameSet(read.notApplicableCriteria.map((a) => `${a.criterion} ${a.kind}`), model.absent.map((a) => `${a.criterion} ${a.kind}`)), read.notApplicableCriteria);
  field('frameworks', sameSet(read.additionalFrameworks.map((f) => f.framework), model.framework ? [model.framework.name] : []), read.additionalFrameworks.map((f) => f.framework));

  const found = read.controls.flatMap((c) => c.rows.map((row) => ({ ...row, control: c })));
  tally.rowsFound += found.length;
  const left = new Set(found);
  for (const { criterion, control } of rows) {
    const hit = [...left].find((f) => f.criterion === criterion && squash(f.control.text) === squash(control.control));
    if (!hit) {
      wrong(`row ${criterion} ${control.id ?? ''} missed: ${control.control.slice(0, 60)}`);
      if (control.kind === 'exception' && !read.exceptions.some((e) => squash(e.description) === squash(control.result ?? ''))) danger(`exception in ${criterion} not read`);
      continue;
    }
    left.delete(hit);
    tally.rowsRight += 1;
    page(`row ${criterion} ${control.id ?? ''}`, hit.page, control.control);
    if ((hit.control.id ?? null) !== control.id) wrong(`id ${hit.control.id} for ${control.id}`);
    const own = hit.control.tests.filter((t) => t.criterion === criterion);
    const result = worst((own.length > 0 ? own : hit.control.tests.filter((t) => t.criterion === null)).map((t) => t.result));
    tally.results += 1;
    if (result === resultOf[control.kind]) tally.resultsRight += 1;
    else {
      wrong(`result ${result} for ${control.kind} in ${criterion}: ${hit.control.tests.map((t) => t.resultText).join(' / ').slice(0, 140)}`);
      if (control.kind === 'exception' && result !== 'unclear') danger(`exception read as ${result} in ${criterion}`);
    }
  }
  for (const { criterion, control } of left) wrong(`row invented: ${criterion} ${control.id ?? ''} ${control.text.slice(0, 80)}`);

  tally.exceptionsFound += read.exceptions.length;
  const exceptions = new Set(read.exceptions);
  for (const control of failed) {
    const hit = [...exceptions].find((e) => squash(e.description) === squash(control.result ?? ''));
    if (!hit) {
      wrong(`exception missed: ${control.result}`);
      continue;
    }
    exceptions.delete(hit);
    tally.exceptionsRight += 1;
    tally.responses += 1;
    if (squash(hit.managementResponse ?? '') === squash(control.response ?? '')) tally.responsesRight += 1;
    else wrong(`response ${hit.managementResponse} for ${control.response}`);
    field('deviations of samples', hit.deviations === control.deviations && hit.sampleSize === control.sampleSize, [hit.deviations, hit.sampleSize, control.result]);
  }
  for (const extra of exceptions) wrong(`exception invented: ${extra.description.slice(0, 120)}`);

  for (const list of ['cuecs', 'csocs'] as const) {
    const items = new Set(read[list]);
    tally.dutiesFound += items.size;
    for (const duty of model[list]) {
      const hit = [...items].find((d) => squash(d.text) === squash(duty.text));
      if (!hit) {
        wrong(`${list} missed: ${duty.text.slice(0, 60)}`);
        continue;
      }
      items.delete(hit);
      tally.dutiesRight += 1;
      if (sameSet(hit.criteria, duty.criteria)) tally.dutyCriteriaRight += 1;
      else wrong(`${list} criteria ${hit.criteria.join()} for ${duty.criteria.join()}`);
      page(list, hit.page, duty.text);
    }
    for (const extra of items) wrong(`${list} invented: ${extra.text.slice(0, 100)}`);
  }
};

const share = (right: number, of: number): string => (of === 0 ? '–' : (right / of).toFixed(4));

/** The figures of a tally in one line. */
export const figuresOf = (t: Tally): string =>
  `${t.documents} documents, fields ${share(t.fieldsRight, t.fields)}, pages ${share(t.pagesRight, t.pages)}, matrix F1 ${share(2 * t.rowsRight, t.rows + t.rowsFound)}, results ${share(t.resultsRight, t.results)}, exceptions ${t.exceptionsRight}/${t.exceptions} (${t.exceptionsFound - t.exceptionsRight} invented), responses ${share(t.responsesRight, t.responses)}, responsibilities F1 ${share(2 * t.dutiesRight, t.duties + t.dutiesFound)}, their criteria ${share(t.dutyCriteriaRight, t.dutiesRight)}, dangerous ${t.dangerous.length}`;
