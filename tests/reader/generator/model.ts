import { demoControls } from '../../../apps/local/demo/soc2-report.data.js';
import type { Random } from './random.js';

export type ResultKind = 'no_exceptions' | 'exception' | 'not_tested' | 'design_only';

export interface ModelControl {
  readonly id: string | null;
  readonly criteria: readonly string[];
  readonly control: string;
  readonly tests: readonly string[];
  readonly result: string | null;
  readonly kind: ResultKind;
  readonly response: string | null;
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

/** Everything that a made report says; what is written is what must be read. */
export interface Model {
  readonly type: 'I' | 'II';
  readonly organization: string;
  readonly short: string;
  readonly system: string;
  readonly auditor: string;
  readonly city: string;
  readonly from: string;
  readonly to: string;
  readonly opinionDate: string;
  readonly categories: readonly string[];
  readonly opinion: 'unqualified' | 'qualified' | 'adverse' | 'disclaimer';
  readonly basis: string | null;
  readonly subservice: readonly ModelSubservice[];
  readonly cuecs: readonly ModelDuty[];
  readonly csocs: readonly ModelDuty[];
  readonly controls: readonly ModelControl[];
  readonly dateStyle: 'us' | 'uk' | 'dash';
  readonly hipaa: boolean;
  readonly isae: boolean;
}

const organizations = ['Bramblewick Analytics, Inc.', 'Ostermann Datendienste GmbH', 'Quillfeather Health LLC', 'Saltmarsh Freight Ltd', 'Verdigris Systems, Inc.', 'Pinehollow Cloud Corporation', 'Kestrel & Thorne Payments, Inc.', 'Mirador Learning Co.'];
const systems = ['Harborlight Analytics Platform', 'Mandantenportal System', 'CareLine Scheduling Service', 'DockFlow Freight System', 'Verdigris Identity Cloud', 'Pinehollow Hosting Services System', 'Thornepay Card Processing System', 'Mirador Classroom'];
const auditors = ['Haverstock Pell LLP', 'Dunning, Oakes & Co., P.C.', 'Marlow Brandt CPAs, PLLC', 'Rheinwald Prüfung GmbH Wirtschaftsprüfungsgesellschaft', 'Sable Ridge Assurance, LLC', 'Colwyn Farrow Chartered Accountants', 'Ellery & Stroud LLP, Certified Public Accountants'];
const cities = ['Denver, Colorado', 'Tampa, Florida', 'London, United Kingdom', 'Frankfurt am Main, Germany', 'Austin, TX'];
const hosts = [
  { name: 'Amazon Web Services, Inc.', short: 'AWS', service: 'cloud hosting services' },
  { name: 'Microsoft Corporation', short: 'Azure', service: 'infrastructure as a service' },
  { name: 'Google LLC', short: 'GCP', service: 'platform hosting services' },
  { name: 'Skarholm Cloud AB', short: 'Skarholm', service: 'colocation services' },
  { name: 'Tallowgate Mail, Inc.', short: 'Tallowgate', service: 'transactional e-mail delivery' },
];

const passes = ['No exceptions noted.', 'No deviations noted.', 'No exceptions noted', 'No relevant exceptions noted.', 'No exceptions were noted.'];
const faults = ['For 2 of 25 leavers sampled, access was removed later than required.', 'One of 40 changes sampled had no recorded approval.', 'For 3 of 12 months the review was not performed.', 'The review of the second quarter was not documented.'];
const untested = ['Not tested. No such event occurred during the period.', 'The control could not be tested because there were no occurrences during the examination period.', 'Attribute not tested: there were no relevant events. No exceptions noted on the remaining tests.'];
const responses = ['Management agrees. The process was automated in March and has worked since.', 'The owner was replaced and a monthly reminder was introduced.', 'A late ticket was the cause; the queue is now reported weekly.'];

const userDuties = ['granting, reviewing and removing the access of their own users', 'protecting the interface keys that were issued to them', 'reporting suspected security incidents without delay', 'checking the completeness of the data that they submit', 'keeping their contact persons current', 'requiring multi-factor authentication for their administrators', 'reviewing release notes before a new version is used'];
const hostDuties = ['restricting physical access to the data centers', 'protecting the data centers against fire and loss of power', 'destroying media before they leave the data centers', 'monitoring the infrastructure below the virtual machines', 'encrypting traffic between its facilities'];
const dutyCriteria = [['CC6.2', 'CC6.3'], ['CC6.1'], ['CC7.3'], [], ['CC2.3'], ['CC6.1', 'CC6.6'], ['CC8.1']];
const hostCriteria = [['CC6.4'], ['A1.2'], ['CC6.5'], ['CC7.2'], ['CC6.7']];

const idStyle: readonly ((index: number, criterion: string, nth: number) => string | null)[] = [
  (i) => `C-${String(i + 1).padStart(2, '0')}`,
  (_i, criterion, nth) => `${criterion}.${nth}`,
  (i) => `${Math.floor(i / 6) + 1}.${String((i % 6) + 1).padStart(2, '0')}`,
  (i) => `ITGC${100 + i}`,
  () => null,
];

/** A report with choices made by `random`; `fixed` settles some of them. */
export const makeModel = (random: Random, fixed: Partial<Model> = {}): Model => {
  const type = fixed.type ?? (random.chance(0.75) ? 'II' : 'I');
  const extra = ['Availability', 'Confidentiality'].filter(() => random.chance(0.6));
  const categories = fixed.categories ?? ['Security', ...extra];
  const which = random.between(0, organizations.length - 1);
  const organization = organizations[which] as string;
  const opinion = fixed.opinion ?? (type === 'I' ? 'unqualified' : random.pick(['unqualified', 'unqualified', 'qualified', 'adverse', 'disclaimer'] as const));
  const ids = random.pick(idStyle);
  const counts = new Map<string, number>();
  const inScope = demoControls.filter(({ criteria }) => criteria.every((c) => c.startsWith('CC') || (c.startsWith('A1') && categories.includes('Availability')) || (c.startsWith('C1') && categories.includes('Confidentiality'))));
  const passWord = random.pick(passes);
  const prefix = random.pick(['Exception noted. ', 'Deviation noted: ', 'Exception noted: ']);
  const exceptionCount = type === 'I' ? 0 : opinion === 'unqualified' ? random.between(0, 2) : random.between(1, 3);
  const chosen = random.sample(inScope, Math.max(14, Math.floor(inScope.length * (0.5 + random.next() / 2))));
  const faulty = new Set(random.sample(chosen.map((_, i) => i), exceptionCount));
  const faultPool = random.sample(faults, exceptionCount);
  let fault = 0;
  const controls = chosen.map((c, i): ModelControl => {
    const criterion = c.criteria[0] as string;
    counts.set(criterion, (counts.get(criterion) ?? 0) + 1);
    const base = { id: ids(i, criterion, counts.get(criterion) ?? 1), criteria: c.criteria, control: c.control, tests: type === 'I' ? [] : c.tests };
    if (type === 'I') return { ...base, result: null, kind: 'design_only', response: null };
    if (faulty.has(i)) {
      const text = `${prefix}${faultPool[fault]}`;
      return { ...base, result: text, kind: 'exception', response: responses[fault++ % responses.length] as string };
    }
    if (random.chance(0.04)) return { ...base, result: random.pick(untested), kind: 'not_tested', response: null };
    return { ...base, result: passWord, kind: 'no_exceptions', response: null };
  });
  const hosting = random.sample(hosts, random.between(0, 2)).map((host): ModelSubservice => ({ ...host, method: random.chance(0.8) ? 'carve-out' : 'inclusive' }));
  const style = random.pick(['User entities are responsible for ', 'Customers are responsible for ', '']);
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const duties = random.sample(userDuties.map((_, i) => i), random.between(2, 6));
  const year = random.pick([2023, 2024, 2025]);
  const [from, to] = type === 'I' ? ['', `${year + 1}-03-31`] : random.pick([[`${year}-01-01`, `${year}-12-31`], [`${year}-10-01`, `${year + 1}-09-30`], [`${year}-07-24`, `${year + 1}-07-23`]] as const);
  const failing = controls.filter((c) => c.kind === 'exception').flatMap((c) => c.criteria);
  const basis: Record<Model['opinion'], string | null> = {
    unqualified: null,
    qualified: `The description states that access of leavers is removed within one business day. This control did not operate effectively during the period. As a result, controls were not operating effectively to achieve the service commitments based on trust services criteria ${failing.join(' and ') || 'CC6.2'}.`,
    adverse: `Controls over changes and access did not operate effectively throughout the period, so that the service commitments were not achieved based on criteria ${failing.join(' and ') || 'CC8.1'}.`,
    disclaimer: 'Management did not give us the evidence of changes and access that we asked for. We were therefore unable to obtain sufficient appropriate evidence.',
  };
  return {
    type, organization, short: organization.split(/[ ,]/)[0] as string, system: systems[which] as string, auditor: random.pick(auditors), city: random.pick(cities), from, to,
    opinionDate: `${Number(to.slice(0, 4)) + (to.slice(5) === '12-31' ? 1 : 0)}-${to.slice(5) === '12-31' ? '02-14' : '11-14'}`,
    categories, opinion, basis: basis[opinion], subservice: hosting, controls,
    cuecs: duties.map((i) => ({ text: capital(`${style}${userDuties[i]}.`), criteria: dutyCriteria[i] as string[], organization: null })),
    csocs: hosting.filter((h) => h.method === 'carve-out').flatMap((h) => random.sample(hostDuties.map((_, i) => i), random.between(1, 3)).map((i) => ({ text: `${h.short} is responsible for ${hostDuties[i]}.`, criteria: hostCriteria[i] as string[], organization: h.short }))),
    dateStyle: random.pick(['us', 'uk'] as const), hipaa: false, isae: random.chance(0.3), ...fixed,
  };
};

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A date as the report writes it. */
export const inWords = (iso: string, style: Model['dateStyle']): string => {
  const [year = '', month = '1', day = '1'] = iso.split('-');
  const name = months[Number(month) - 1];
  return style === 'uk' ? `${Number(day)} ${name} ${year}` : `${name} ${Number(day)}, ${year}`;
};

/** "A to B", or the date of a Type I report, as the report writes it. */
export const timeOf = (model: Model): string => {
  if (model.type === 'I') return `as of ${inWords(model.to, model.dateStyle)}`;
  const joint = model.dateStyle === 'dash' ? ' – ' : ' to ';
  return `throughout the period ${inWords(model.from, model.dateStyle)}${joint}${inWords(model.to, model.dateStyle)}`;
};
