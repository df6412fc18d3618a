import { demoControls } from '../../../apps/local/demo/soc2-report.data.js';
import { dateStyles, type DateStyle } from './dates.js';
import type { Random } from './random.js';
import * as wording from './wording.data.js';

export type ResultKind = 'no_exceptions' | 'exception' | 'not_tested' | 'not_applicable' | 'design_only';

export interface ModelControl {
  readonly id: string | null;
  readonly criteria: readonly string[];
  readonly control: string;
  readonly tests: readonly string[];
  readonly result: string | null;
  readonly kind: ResultKind;
  readonly response: string | null;
  readonly deviations: number | null;
  readonly sampleSize: number | null;
}

export interface ModelDuty {
  readonly text: string;
  readonly criteria: readonly string[];
  readonly organization: string | null;
}

export interface ModelSubservice {
  readonly name: string;
  readonly short: string;
  readonly service: string;
  readonly method: 'carve-out' | 'inclusive';
}

export type ModelOpinion = 'unqualified' | 'qualified' | 'adverse' | 'disclaimer';

/** Everything that a made report says; what is written is what must be read. */
export interface Model {
  readonly type: 'I' | 'II';
  readonly organization: string;
  readonly short: string;
  readonly system: string;
  /** The signature, line by line. */
  readonly auditor: readonly string[];
  readonly city: string;
  readonly from: string;
  readonly to: string;
  readonly opinionDate: string;
  readonly categories: readonly string[];
  readonly opinion: ModelOpinion;
  readonly basis: string | null;
  readonly subservice: readonly ModelSubservice[];
  readonly controls: readonly ModelControl[];
  readonly cuecs: readonly ModelDuty[];
  readonly csocs: readonly ModelDuty[];
  /** Criteria that have no control of the organization's, with the words that say so. */
  readonly absent: readonly { readonly criterion: string; readonly reason: string; readonly kind: 'carved-out' | 'not-applicable' }[];
  readonly framework: (typeof wording.frameworks)[number] | null;
  readonly dateStyle: DateStyle;
  readonly isae: boolean;
}

const numbers = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

const idStyles: readonly ((index: number, criterion: string, nth: number) => string | null)[] = [
  (i) => `C-${String(i + 1).padStart(2, '0')}`,
  (_i, criterion, nth) => `${criterion}.${nth}`,
  (i) => `${Math.floor(i / 6) + 1}.${String((i % 6) + 1).padStart(2, '0')}`,
  (i) => `ITGC${100 + i}`,
  (i) => `${['ELC', 'LOG', 'CHG', 'OPS'][Math.floor(i / 9) % 4]}-${(i % 9) + 1}`,
  (i) => String(i + 1),
  () => null,
];

const inScope = (categories: readonly string[]) => (criterion: string): boolean => {
  const series: Readonly<Record<string, string>> = { CC: 'Security', A: 'Availability', C: 'Confidentiality', PI: 'Processing Integrity', P: 'Privacy' };
  return categories.includes(series[/^[A-Z]+/.exec(criterion)?.[0] ?? ''] ?? '');
};

const controlsFor = (random: Random, type: Model['type'], categories: readonly string[], faulty: number, size: number): readonly ModelControl[] => {
  const scoped = inScope(categories);
  const pool = [...demoControls, ...wording.moreControls].filter(({ criteria }) => criteria.every(scoped));
  const chosen = random.sample(pool, Math.max(14, Math.floor(pool.length * size)));
  const failing = new Set(random.sample(chosen.map((_, i) => i), faulty));
  const faults = random.sample([...wording.faults, ...wording.uncounted], faulty);
  const [ids, pass, start] = [random.pick(idStyles), random.pick(wording.passes), random.pick(wording.faultStarts)];
  const counts = new Map<string, number>();
  let fault = 0;
  return chosen.map((c, i): ModelControl => {
    const criterion = c.criteria[0] as string;
    counts.set(criterion, (counts.get(criterion) ?? 0) + 1);
    const base = { id: ids(i, criterion, counts.get(criterion) ?? 1), criteria: c.criteria, control: c.control, tests: type === 'I' ? [] : c.tests, response: null, deviations: null, sampleSize: null };
    if (type === 'I') return { ...base, result: null, kind: 'design_only' };
    if (failing.has(i)) {
      const [deviations, sampleSize] = [random.between(1, 4), random.pick([5, 8, 12, 25, 40, 45])];
      const template = faults[fault] as string;
      const counted = template.includes('{n}');
      const text = template.replaceAll('{d}', String(deviations)).replace('{D}', numbers[deviations] as string).replaceAll('{n}', String(sampleSize));
      return { ...base, result: `${start}${text}`, kind: 'exception', response: wording.responses[fault++ % wording.responses.length] as string, ...(counted ? { deviations, sampleSize } : {}) };
    }
    if (random.chance(0.05)) {
      const result = random.pick(wording.untested);
      return { ...base, result, kind: result.startsWith('Not applicable') ? 'not_applicable' : 'not_tested' };
    }
    return { ...base, result: pass, kind: 'no_exceptions' };
  });
};

const basisOf = (random: Random, opinion: ModelOpinion, type: Model['type'], failing: readonly string[]): string | null => {
  const named = failing.length > 0 ? [...new Set(failing)].join(' and ') : 'CC6.2';
  if (opinion === 'unqualified') return null;
  if (opinion === 'disclaimer') return random.pick(['Management did not give us the evidence of changes and access that we asked for. We were therefore unable to obtain sufficient appropriate evidence.', 'The records of access and change tickets before the migration of the ticket system were destroyed, so that we could not perform the procedures we had planned.']);
  if (opinion === 'adverse') return `Controls over changes and access did not operate effectively ${type === 'I' ? 'and were not suitably designed' : 'throughout the period'}, so that the service commitments were not achieved based on criteria ${named}.`;
  return random.pick([
    `The description states that access of leavers is removed within one business day. ${type === 'I' ? 'This control was not suitably designed' : 'This control did not operate effectively during the period'}. As a result, controls were not ${type === 'I' ? 'suitably designed' : 'operating effectively'} to achieve the service commitments based on trust services criteria ${named}.`,
    `${'{o}'} states in its description that qualified individuals review rights each quarter. As noted in the tests, the reviews were not performed consistently. As a result, the controls did not provide reasonable assurance that the criterion ${named} was met.`,
  ]);
};

const periods = (random: Random, type: Model['type']): readonly [string, string] => {
  const year = random.pick([2022, 2023, 2024, 2025]);
  if (type === 'I') return ['', `${year}-${random.pick(['03-31', '06-15', '11-30', '12-31'])}`];
  return random.pick([[`${year}-01-01`, `${year}-12-31`], [`${year}-10-01`, `${year + 1}-09-30`], [`${year}-07-24`, `${year + 1}-07-23`], [`${year}-02-01`, `${year}-07-31`], [`${year}-05-16`, `${year}-08-15`]] as const);
};

const laterBy = (random: Random, to: string): string => {
  const date = new Date(`${to}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + random.between(18, 75));
  return date.toISOString().slice(0, 10);
};

/** A report with choices made by `random`; `fixed` settles some of them. @param size share of all controls that it lists */
export const makeModel = (random: Random, fixed: Partial<Model> = {}, size = 0.35 + random.next() * 0.6): Model => {
  const type = fixed.type ?? (random.chance(0.75) ? 'II' : 'I');
  const categories = fixed.categories ?? ['Security', ...(['Availability', 'Processing Integrity', 'Confidentiality', 'Privacy'] as const).filter((c) => random.chance(c === 'Processing Integrity' || c === 'Privacy' ? 0.2 : 0.55))];
  const { name: organization, short, system } = random.pick(wording.organizations);
  const opinion = fixed.opinion ?? random.pick(['unqualified', 'unqualified', 'unqualified', 'qualified', 'adverse', 'disclaimer'] as const);
  const faulty = type === 'I' ? 0 : opinion === 'unqualified' ? random.between(0, 3) : random.between(1, 4);
  const listed = controlsFor(random, type, categories, faulty, size);
  const subservice = random.sample(wording.hosts, random.between(0, 2)).map((host): ModelSubservice => ({ ...host, method: random.chance(0.8) ? 'carve-out' : 'inclusive' }));
  const carved = subservice.some((s) => s.method === 'carve-out');
  const gone = [...(carved && random.chance(0.5) ? [{ criterion: 'CC6.4', reason: random.pick(wording.carvedCriteria), kind: 'carved-out' as const }] : []), ...(categories.includes('Privacy') && random.chance(0.5) ? [{ criterion: 'P7.1', reason: random.pick(wording.absentCriteria), kind: 'not-applicable' as const }] : [])];
  const controls = listed.filter((c) => !c.criteria.some((criterion) => gone.some((a) => a.criterion === criterion)));
  const start = random.pick(wording.userStarts);
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const [from, to] = periods(random, type);
  const { lines: auditor, city } = random.pick(wording.auditors);
  const failing = controls.filter((c) => c.kind === 'exception').flatMap((c) => c.criteria);
  return {
    type, organization, short, system, auditor, city, from, to, opinionDate: laterBy(random, to), categories, opinion, subservice, controls,
    basis: basisOf(random, opinion, type, failing)?.replaceAll('{o}', short) ?? null,
    cuecs: random.sample(wording.userDuties, random.between(2, 7)).map(({ text, criteria }) => ({ text: capital(`${start}${text}.`), criteria, organization: null })),
    csocs: subservice.filter((h) => h.method === 'carve-out').flatMap((h) => random.sample(wording.hostDuties, random.between(1, 3)).map(({ text, criteria }) => ({ text: `${h.short} is responsible for ${text}.`, criteria, organization: h.short }))),
    absent: gone, framework: random.chance(0.2) ? random.pick(wording.frameworks) : null, dateStyle: random.pick(dateStyles), isae: random.chance(0.3), ...fixed,
  };
};
