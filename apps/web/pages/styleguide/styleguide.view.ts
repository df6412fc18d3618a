import type { PageView } from '../../render.js';
import { chainPicture } from '../crosswalk/chain-picture.js';
import { reachMap } from '../crosswalk/reach-map.js';

const here = '#s-table';
const VERDICTS = ['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'unknown', 'not-applicable'];
const cell = (state: string, met?: number, of?: number) => ({ state, met, of, href: '#s-heat' });
const option = (text: string) => ({ value: text.toLowerCase(), text });

/** Sample data for every part. The vendors and people are made up; it plays on 10 March 2026. */
export const styleguideView: PageView & Record<string, unknown> = {
  page: {
    title: 'Style guide', nav: 'programme', error: true, query: { tier: '1' },
    crumbs: [{ href: '/programme', text: 'Programme' }, { href: '', text: 'Style guide' }],
    flash: { kind: 'note', title: 'Sample data.', text: 'Nothing on this page is saved.' },
  },
  user: { name: 'Ilse Marten', tenant: 'Calder Clinics', roles: ['compliance', 'administrator'] },
  csrf: 'sample',
  zone: 'Europe/Berlin',
  samples: {
    withdraw: 'Withdraw request', withdrawQuestion: 'Withdraw the request to Northmoor Payroll?', withdrawNote: 'Their link stops working. What they answered so far is kept.',
    answer: 'May buy until 31 March, with one condition', primary: 'Record decision', plain: 'Ask the vendor', quiet: 'Leave as read', danger: 'Refuse', disabled: 'Accept report', small: 'Accept',
    done: 'Decision recorded.', doneText: 'Northmoor Payroll may be bought from until 31 March 2027.', block: 'Two sources disagree; both chains are shown.', link: 'Open both', filter: 'Vendor', save: 'Save view', remind: 'Send reminder',
    shown: '1 to 50 of 212', none: 'Reports', example: 'Example', reading: 'Reading page 7 of 11: tests of controls', over: 'Northmoor Payroll', decide: 'Open, due 20 March 2026',
    theirs: 'within one business day', needed: 'at once', facts: 'Facts', points: '83 of 100 points. Tier 1 starts at 70.', leaves: 'Requirements', week: 'This week',
  },
  errors: [{ field: 'days', text: 'Enter how soon access is removed, as a number' }, { field: 'logs', text: 'Choose yes or no' }],
  tabs: [{ text: 'Overview', href: '#s-type', here: true }, { text: 'Requests', href: here, count: 2 }, { text: 'Reports', href: here, count: 4 }, { text: 'Findings', href: here, count: 0 }],
  states: [
    { title: 'Verdicts', keys: VERDICTS },
    { title: 'Work', keys: ['done', 'in-progress', 'waiting', 'due', 'overdue', 'not-started', 'locked', 'expired', 'failed', 'withdrawn'] },
    { title: 'Severity', keys: ['critical', 'high', 'medium', 'low'] },
    { title: 'Assurance', keys: ['attested', 'evidenced', 'audited-design', 'audited-operation'] },
    { title: 'Certainty of a reading', keys: ['certain', 'likely', 'check'] },
    { title: 'Relations: this one is filled, the other is a ring', keys: ['equal', 'superset', 'subset', 'intersects', 'disjoint'] },
  ],
  fields: [
    { name: 'service', label: 'Service', hint: 'As on the contract.', value: 'Payroll for 38 clinics' },
    { name: 'people', label: 'People whose data they hold', type: 'number', error: 'Enter a number, for example 240000', value: 'many', width: 'short' },
    { name: 'ends', label: 'Contract ends', type: 'date', value: '2027-03-31', width: 'mid' },
    { name: 'tier', label: 'Tier', type: 'select', blank: 'Choose', options: ['Tier 1', 'Tier 2', 'Tier 3'].map(option), value: 'tier 2', width: 'mid' },
    { name: 'why', label: 'Why', type: 'textarea', rows: 3, optional: true, value: 'One line\nand another' },
    { name: 'sent', label: 'Frozen since it was sent', value: 'Core questionnaire, 60 questions', readonly: true },
  ],
  buy: { name: 'buy', legend: 'May we buy?', items: ['Yes', 'Yes, with conditions', 'No'].map(option), value: 'yes, with conditions' },
  may: { name: 'may', legend: 'May we buy?', items: ['Yes', 'No'].map(option), row: true },
  kinds: { name: 'kinds', legend: 'What they handle', hint: 'Choose all that apply.', items: ['Cardholder data', 'Health data'].map(option), values: ['health data'] },
  remove: { name: 'days', label: 'How soon is access removed?', hint: 'The longest time that you allow.', before: 'Within', value: 'asap', error: 'Enter how soon access is removed, as a number', units: ['Hours', 'Days'].map(option), unit: 'days' },
  keep: { name: 'keep', label: 'How long are logs kept?', value: 12, unitText: 'months' },
  yes: { name: 'logs', legend: 'Are logs reviewed daily?', items: ['Yes', 'No'].map(option), row: true, error: 'Choose yes or no' },
  callouts: [
    { text: 'A plain note: what a page is about, or a rule that applies.' },
    { kind: 'note', title: 'New version of this questionnaire.', text: 'Three questions changed.' },
    { kind: 'warn', title: '69 days are uncovered.', text: 'Ask for a bridge letter up to today.' },
    { kind: 'bad', title: 'The file was refused.', text: 'It needs a password to open. Send one without, or ask the auditor for it.' },
  ],
  empty: { title: 'No reports yet', text: 'SOC 2 reports, bridge letters and attestations of this vendor stand here, with what they cover.', actions: [{ text: 'Upload a report', href: here, kind: 'primary' }, { text: 'Ask the vendor', href: here }] },
  filterFields: [
    { name: 'state', label: 'State', type: 'select', blank: 'Any', options: ['In review', 'May buy'].map(option) },
    { name: 'tier', label: 'Tier', type: 'select', blank: 'Any', options: [{ value: '1', text: '1' }, { value: '2', text: '2' }], value: '1' },
  ],
  vendors: {
    caption: 'Vendors by tier',
    columns: [{ text: 'Vendor', sort: 'name' }, { text: 'Tier', sort: 'tier', num: true }, { text: 'State' }, { text: 'Answered' }, { text: 'SOC 2 met', num: true }, { text: 'Due', sort: 'due' }],
    rows: [
      { group: 'Payments' },
      { here: true, select: 'v1', cells: [{ text: 'Northmoor Payroll', href: here, sub: 'Looked after by Ilse Marten' }, { number: 1 }, { state: 'in-review' }, { value: 131, of: 148 }, { text: '33 of 38' }, { date: '2026-03-13' }] },
      { select: 'v2', cells: [{ text: 'Ashgrove Hosting', href: here }, { number: 1 }, { state: 'approved' }, { value: 60, of: 60 }, { text: '36 of 38' }, {}] },
      { group: 'Other' },
      { select: 'v3', cells: [{ text: 'Tidewell Translations', href: here }, { number: 3 }, { state: 'overdue', word: 'Overdue since 3 March' }, { value: 12, of: 20 }, {}, { date: '2026-03-03' }] },
    ],
    footer: [{ text: 'All' }, null, null, { text: '203 of 228' }, null, null],
  },
  pages: [{ text: '1', href: here }, { text: '2', href: here, here: true }, { text: '3', href: here }],
  todo: [
    { text: 'Decide on Northmoor Payroll', href: here, note: 'Compliance proposes: approve with two conditions.', state: 'due', word: 'Due 20 March', when: 'in 10 days' },
    { text: 'Send the signed processing terms', href: here, note: 'GDPR Art. 28(9) asks for them in writing.', state: 'overdue', when: 'since 7 March' },
  ],
  tasks: [
    { text: 'Access and identity', href: here, sub: '13 of 18 answered', state: 'in-progress' },
    { text: 'Encryption and keys', href: here, sub: '14 of 14 answered', state: 'done' },
    { text: 'Check and submit', state: 'locked' },
  ],
  answers: [
    { question: '14. How often is access reviewed?', text: 'Every 3 months', change: here, note: 'From the SOC 2 report, page 9' },
    { question: '16. Do factors differ by customer?', change: here },
  ],
  reasons: [
    { state: 'met', title: 'Access rights are reviewed on a schedule.', text: 'Met: theirs every 3 months, needed every 6 months or sooner.', reasons: [
      { kind: 'control', text: '7.2.4 contains this common control.', sub: 'Own mapping, strength 9' },
      { kind: 'page', text: 'The report says:', quote: 'Access to production is reviewed each quarter by the owners of the systems.', links: [{ text: 'SOC 2 report, page 9', href: here }], tail: 'audited operation' },
      { kind: 'rule', text: 'Three months is stricter than six, so the control holds as needed.' },
    ] },
    { state: 'not-met', title: 'Leavers lose access at once.', text: 'Not met.', theirs: 'within one business day', needed: 'at once' },
    { state: 'unknown', title: 'Accounts of outside parties are reviewed too.', text: 'Unknown.', reasons: [{ kind: 'answer', text: 'Question 18 asks it; it is not answered yet.' }] },
  ],
  quote: { text: 'Access to production is reviewed each quarter by the owners of the systems.', source: 'SOC 2 report', page: 9, href: here, sub: '1 October 2024 to 30 September 2025' },
  heat: {
    caption: 'Requirements by vendor: verdict, and how many are met', corner: 'Requirement', legend: VERDICTS, id: 'heat-coverage',
    note: '5/8: five of eight applicable requirements are met; the line below shows that share.',
    columns: [{ text: 'Calder Clinics' }, { text: 'Northmoor Payroll' }, { text: 'Ashgrove Hosting' }, { text: 'Tidewell Translations' }],
    rows: [
      { id: '1', text: 'Network security controls', href: here, cells: [cell('met', 12, 12), cell('partly', 15, 18), cell('met-with-exceptions', 9, 9), cell('unknown', 0, 3)] },
      { id: '8', text: 'Users identified and authenticated', href: here, open: true, cells: [cell('partly', 26, 29), { ...cell('not-met', 14, 29), here: true }, cell('partly', 28, 29), cell('unknown', 0, 29)] },
      { id: '8.2', text: 'User identities through their life', deep: true, cells: [cell('partly', 6, 8), cell('contradiction', 4, 8), cell('met', 8, 8), cell('not-applicable')] },
    ],
  },
  relations: {
    caption: 'Relation of each criterion (row) to each control (column), with strength', corner: 'Criterion', id: 'heat-relations', legend: ['equal', 'superset', 'subset', 'intersects', 'disjoint', 'no-relation'],
    columns: [{ id: 'A.5.15', text: 'Access control rules', tall: true }, { id: 'A.5.18', text: 'Access rights', tall: true }, { id: 'A.8.2', text: 'Privileged access', tall: true }],
    rows: [
      { id: 'CC6.1', text: 'Logical access security', cells: [{ state: 'superset', text: '8', href: here }, { state: 'intersects', text: '6', href: here }, { state: 'no-relation' }] },
      { id: 'CC6.3', text: 'Least privilege', cells: [{ state: 'no-relation' }, { state: 'equal', text: '9', href: here, here: true }, { state: 'disjoint', text: '5', href: here }] },
    ],
  },
  timeline: {
    title: 'Reports and bridge letter, October 2023 to September 2026', from: '2023-10-01', to: '2026-09-30', today: '2026-03-10',
    text: 'Two SOC 2 reports follow each other without a gap up to 30 September 2025. A bridge letter covers October to December 2025. From 1 January to 10 March 2026, 69 days, nothing covers the service.',
    rows: [
      { text: 'SOC 2 Type II and bridge letter', spans: [{ kind: 'report', from: '2023-10-01', to: '2024-09-30', text: 'SOC 2 Type II', href: here }, { kind: 'report', from: '2024-10-01', to: '2025-09-30', text: 'SOC 2 Type II', href: here }, { kind: 'bridge', from: '2025-10-01', to: '2025-12-31' }, { kind: 'gap', from: '2026-01-01', to: '2026-03-10' }] },
      { text: 'PCI DSS attestation of compliance', spans: [{ kind: 'report', from: '2024-06-18', to: '2025-06-17', text: 'Attestation' }, { kind: 'gap', from: '2025-06-18', to: '2026-03-10' }] },
    ],
  },
  trend: {
    title: 'PCI DSS met, April 2025 to March 2026', text: 'From 31% in April 2025 to 54% in March 2026; not worked out in September 2025.',
    points: [{ date: '2025-04-01', share: 0.31 }, { date: '2025-06-01', share: 0.35 }, { date: '2025-08-01', share: 0.48 }, { date: '2025-09-01', share: null }, { date: '2025-11-01', share: 0.46 }, { date: '2026-01-01', share: 0.5 }, { date: '2026-03-10', share: 0.54 }],
  },
  reach: {
    title: 'Access rights are reviewed on a schedule: four requirements of four frameworks', from: 'Access review',
    map: reachMap([
      { name: 'SOC 2', items: [{ id: 'CC6.3', relationship: 'intersects', word: 'shares a part', href: here }] },
      { name: 'ISO 27001', items: [{ id: 'A.5.18', relationship: 'superset', word: 'holds it', href: here }] },
      { name: 'PCI DSS', items: [{ id: '7.2.4', relationship: 'equal', word: 'the same', href: here }] },
      { name: 'HIPAA', items: [{ id: '164.308(a)(4)(ii)(C)', relationship: 'subset', word: 'inside it', href: here }] },
    ]),
  },
  chain: {
    title: 'CC6.3 and A.5.18 joined by two controls', from: 'CC6.3', to: 'A.5.18',
    picture: chainPicture([{ name: 'Access rights are reviewed', left: 'superset', right: 'superset' }, { name: 'Rights are no more than needed', left: 'superset', right: 'intersects' }]),
  },
  risk: {
    caption: 'Open risks by likelihood (row) and impact (column)', corner: 'Likelihood and impact', id: 'heat-risk', legend: ['low', 'medium', 'high', 'critical'],
    columns: [{ text: 'Minor' }, { text: 'Serious' }, { text: 'Grave' }],
    rows: [
      { text: 'Likely', cells: [{ state: 'medium', text: '2', href: here }, { state: 'high', text: '1', href: here }, { state: 'critical', text: '0' }] },
      { text: 'Possible', cells: [{ state: 'low', text: '4', href: here }, { state: 'medium', text: '3', href: here }, { state: 'high', text: '1', href: here }] },
    ],
  },
  bars: [
    { text: 'SOC 2', href: here, total: 38, parts: [{ state: 'met', count: 31 }, { state: 'met-with-exceptions', count: 2 }, { state: 'partly', count: 2 }, { state: 'unknown', count: 3 }] },
    { text: 'PCI DSS', href: here, total: 237, parts: [{ state: 'met', count: 129 }, { state: 'partly', count: 15 }, { state: 'not-met', count: 3 }, { state: 'contradiction', count: 1 }, { state: 'unknown', count: 89 }], aside: [{ state: 'not-applicable', count: 11 }] },
  ],
  byState: [
    { text: 'May buy', state: 'approved', count: 41, total: 41, href: here },
    { text: 'With conditions', state: 'approved-with-conditions', count: 9, total: 41, href: here },
    { text: 'In review', state: 'in-review', count: 7, total: 41, href: here },
    { text: 'Refused', state: 'refused', count: 2, total: 41, href: here },
  ],
  upload: { name: 'file', label: 'Newest SOC 2 report', hint: 'A PDF without a password, up to 50 MB.', accept: 'application/pdf', files: [{ text: 'report-2025.pdf', sub: '214 KB, added today at 09:08', remove: '/styleguide/remove' }] },
  facts: [
    { term: 'Assurance', state: 'audited-operation', sub: 'of the two parts that are met' },
    { term: 'Counts until', date: '2026-09-30' },
    { term: 'Worked out', dateTime: '2026-03-10T07:40:00Z' },
    { term: 'Pages', pages: [{ page: 4, href: here }, { page: 9, href: here }] },
    { term: 'Owner', text: 'Ilse Marten', href: here },
  ],
  sum: { rows: [{ text: 'Data', sub: 'Contact data of 240,000 patients', value: 25, of: 25 }, { text: 'Access', value: 38, of: 55 }, { text: 'Criticality', sub: 'Front desks stop within 4 hours', value: 20, of: 20 }] },
  leaves: [
    { id: '8.2.1', text: 'Unique user IDs', href: here, state: 'met' },
    { id: '8.2.5', text: 'Revoke access of terminated users', href: here, state: 'not-met', here: true },
    { id: '8.2.7', text: 'Remote accounts of third parties', href: here, state: 'unknown' },
  ],
  agenda: [
    { when: 'Today', today: true, entries: [{ text: 'Call with Ashgrove Hosting', href: here, sub: '11:00 CET' }] },
    { when: 'Fri 13', entries: [{ text: 'Northmoor Payroll', href: here, tail: 'answers, 17:00 CET' }, { text: 'Attestation promised' }] },
  ],
  colours: ['paper', 'sunken', 'rule', 'rule-2', 'ink', 'ink-2', 'accent', 'accent-tint', 'good', 'good-tint', 'good-fill', 'part', 'part-tint', 'part-fill', 'bad', 'bad-tint', 'bad-fill', 'odd', 'odd-tint', 'odd-fill', 'none', 'none-tint', 'none-fill', 'mark'],
  icons: ['met', 'exceptions', 'partly', 'notmet', 'contradiction', 'unknown', 'na', 'progress', 'waiting', 'due', 'overdue', 'todo', 'lock', 'expired', 'critical', 'high', 'medium', 'low', 'a1', 'a2', 'a3', 'a4', 'certain', 'likely', 'check', 'equal', 'superset', 'subset', 'intersects', 'disjoint', 'norow', 'sort', 'asc', 'desc', 'control', 'page', 'answer', 'rule', 'requirement', 'link', 'carried', 'mark'],
};
