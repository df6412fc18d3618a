import { dayOf } from '#libs/crosswalk/calendar.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { maySameOrganization } from '#libs/soc2/same-organization.js';
import { sayDay } from '#libs/platform/calendar-day.js';

/** One thing that says how much a report can be relied on, with the words it rests on. */
export interface Signal {
  readonly code: string;
  readonly weight: 'good' | 'watch' | 'ask';
  readonly says: string;
  readonly quote: string | null;
  readonly page: number | null;
}

/** What is known besides the report itself. */
export interface SignalSources {
  readonly today: string;
  readonly countsUntil: string | null;
  /** The end of the period of the vendor's report before this one. */
  readonly previousEnd: string | null;
  /** What the own organization buys, for the categories that matter; null: not known. */
  readonly need: { readonly dataClasses: readonly string[]; readonly criticality: string } | null;
}

const usualDays = { least: 180, most: 366 };
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
const signal = (code: string, weight: Signal['weight'], says: string, found?: { readonly quote?: string; readonly page?: number | null } | null): Signal => ({ code, weight, says, quote: found?.quote || null, page: found?.page ?? null });

/** The signals of a SOC 2 report: what to ask the vendor first, what to watch, then what speaks for it. */
export function qualitySignals(report: Extraction, sources: SignalSources): Signal[] {
  const all = [...time(report, sources), ...opinion(report), ...auditor(report), ...organizations(report), ...scope(report, sources), ...parts(report)];
  const order = ['ask', 'watch', 'good'];
  return all.sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

function time({ reportType, period, asOf, opinionDate }: Extraction, { today, countsUntil, previousEnd }: SignalSources): Signal[] {
  const out: Signal[] = [];
  if (reportType?.value === 'type1') out.push(signal('type-one', 'watch', 'A Type I report speaks of the design on one day, and of no day on which the controls ran.', reportType));
  const from = period?.value.from;
  if (period && from) {
    const days = dayOf(period.value.to) - dayOf(from) + 1;
    out.push(days < usualDays.least ? signal('short-period', 'watch', `The period is ${days} days long; six to twelve months are usual.`, period)
      : days > usualDays.most ? signal('long-period', 'watch', `The period is ${days} days long, more than a year.`, period) : signal('usual-period', 'good', `The period is ${days} days long.`, period));
    if (previousEnd) {
      const gap = dayOf(from) - dayOf(previousEnd) - 1;
      out.push(gap > 0 ? signal('period-gap', 'ask', `${count(gap, 'day')} lie between the end of the previous report and the first day of this one, and no auditor speaks of them.`, period) : signal('no-period-gap', 'good', 'It begins where the previous report ended.', period));
    }
  }
  if (countsUntil && countsUntil < today) out.push(signal('expired', 'ask', `It counted until ${sayDay(countsUntil)}. Ask for the current one.`, period ?? asOf));
  else if (period && dayOf(today) - dayOf(period.value.to) > 180) out.push(signal('old', 'watch', `Its period ended ${dayOf(today) - dayOf(period.value.to)} days ago. Ask for a bridge letter or the next report.`, period));
  const end = period?.value.to ?? asOf?.value;
  if (opinionDate && end && dayOf(opinionDate.value) - dayOf(end) > 120) out.push(signal('late-opinion', 'watch', `The opinion is dated ${dayOf(opinionDate.value) - dayOf(end)} days after the end of what it covers.`, opinionDate));
  return out;
}

function opinion({ opinion: said, exceptions, reportType }: Extraction): Signal[] {
  const first = exceptions[0];
  if (!said) return [signal('no-opinion', 'ask', 'The opinion was not found.')];
  if (said.value !== 'unqualified') return [signal('modified-opinion', 'ask', `The opinion is ${said.value}.`, said)];
  if (first) return [signal('exceptions', 'ask', `The opinion is unqualified, and the tests show ${count(exceptions.length, 'exception')}${exceptions.some(({ managementResponse }) => managementResponse === null) ? '; management does not answer every one' : ', each with an answer of management'}.`, { quote: first.description, page: first.pages[0] ?? null })];
  return [signal('clean', 'good', reportType?.value === 'type2' ? 'The opinion is unqualified, and no exception was found.' : 'The opinion is unqualified.', said)];
}

function auditor({ auditor: firm, warnings }: Extraction): Signal[] {
  if (!firm) return [signal('no-auditor', 'ask', 'No auditor is named.')];
  const unsigned = warnings.find(({ code }) => /auditor|signature/.test(code));
  return [unsigned ? signal('auditor-unsigned', 'ask', unsigned.message, { page: unsigned.page ?? firm.page, quote: firm.quote }) : signal('auditor-named', 'good', `${firm.value} signed it.`, firm)];
}

function organizations({ subserviceOrganizations, csocs }: Extraction): Signal[] {
  return subserviceOrganizations.filter(({ method }) => method !== 'inclusive').map((one) => {
    const own = csocs.filter(({ subserviceOrganization }) => subserviceOrganization === null || maySameOrganization(subserviceOrganization, one.name));
    return own.length === 0
      ? signal('carve-out-without-controls', 'ask', `${one.name} is left out of the examination, and the report names no controls that are expected of it.`, one)
      : signal('carve-out', 'watch', `${one.name} is left out of the examination; ${count(own.length, 'control')} expected of it ${own.length === 1 ? 'is' : 'are'} named.`, one);
  });
}

/** Categories that the bought service needs by what it is trusted with. */
function scope({ categories }: Extraction, { need }: SignalSources): Signal[] {
  if (!categories || !need) return [];
  const data = (...classes: string[]): boolean => need.dataClasses.some((one) => classes.includes(one));
  const wanted = [
    ['privacy', data('personal', 'special-category', 'health'), 'it receives personal data'],
    ['confidentiality', data('confidential', 'personal', 'special-category', 'health', 'cardholder'), 'it receives confidential data'],
    ['availability', ['high', 'critical'].includes(need.criticality), 'much depends on it'],
  ] as const;
  const missing = wanted.filter(([category, needed]) => needed && !categories.value.includes(category));
  return missing.length ? missing.map(([category, , why]) => signal(`no-${category}`, 'ask', `${category[0]!.toUpperCase()}${category.slice(1)} is not examined, and ${why}.`, categories)) : [signal('categories-fit', 'good', 'The categories that the bought service needs are examined.', categories)];
}

function parts({ controls, criteriaInScope, notApplicableCriteria, cuecs, reportType, warnings }: Extraction): Signal[] {
  const tested = new Set(controls.flatMap(({ rows }) => rows.map(({ criterion }) => criterion)));
  const outside = new Set(notApplicableCriteria.map(({ criterion }) => criterion));
  const bare = controls.length ? (criteriaInScope ?? []).filter((criterion) => !tested.has(criterion) && !outside.has(criterion)) : [];
  const unclear = controls.flatMap((control) => control.tests.filter(({ result }) => result === 'unclear' || result === 'not-tested'));
  const missing = warnings.filter(({ code }) => code === 'section-missing');
  return [
    ...missing.map(({ message, page }) => signal('section-missing', 'ask', message, { page })),
    ...(controls.length === 0 ? [signal('no-matrix', 'ask', 'No tested controls were found.')] : []),
    ...(bare.length ? [signal('criteria-without-controls', 'ask', `${count(bare.length, 'criterion', 'criteria')} in scope ${bare.length === 1 ? 'has' : 'have'} no control: ${bare.join(', ')}.`)] : []),
    ...(reportType?.value === 'type2' && unclear.length ? [signal('untested', 'watch', `${count(unclear.length, 'test')} did not run or did not end in a clear result.`, { quote: unclear[0]!.resultText ?? '', page: unclear[0]!.page })] : []),
    ...(cuecs.length ? [signal('duties', 'watch', `It rests on ${count(cuecs.length, 'control')} of ours.`, { quote: cuecs[0]!.text, page: cuecs[0]!.page })] : []),
  ];
}
