import { render } from '../../render.js';
import { nameOf } from '../people-names.js';
import { coverageBar, vendorCsvRows, vendorListView, type VendorRow } from './vendor-list.view.js';
import { storedVendor, vendorFormErrors, vendorFormView, vendorRequest } from './vendor-form.view.js';
import { vendorAct, vendorSays, vendorView, type VendorParts } from './vendor.view.js';

const now = Date.parse('2026-03-10T08:00:00Z');
const row: VendorRow = {
  id: 'v1', name: 'Quill & Co', service: 'Payroll', tier: 'high', status: 'asked', request: { id: 'r1', status: 'started', due: '2026-03-01' },
  report: { id: 'd1', status: 'accepted', validUntil: '2026-06-30' }, updated: '2026-03-01T00:00:00Z',
  coverage: [{ framework: 'soc2', name: 'SOC 2', totals: { met: 20, 'met-with-exceptions': 2, 'not-applicable': 5, unknown: 16 } }, { framework: 'gdpr', name: 'GDPR', totals: { 'not-applicable': 4 } }],
};
const profile = { dataClasses: ['health' as const], volume: '1k-100k' as const, access: 'limited' as const, criticality: 'high' as const, substitutability: 'weeks' as const, spend: 'under-10k' as const, countries: ['DE', 'US'], regulated: ['hipaa' as const] };
const vendor: VendorParts['vendor'] = {
  ...row, version: 3, website: 'https://quill.example/', owner: null, profile, roles: ['processor'], decision: null, reassessEvery: { n: 12, unit: 'months' },
  risk: { tier: 'high', score: 52, factors: [{ factor: 'dataClasses', points: 25, of: 25, says: 'Data: health data' }, { factor: 'volume', points: 27, of: 75, says: 'Volume: 1,000 to 100,000 records' }], rules: [] },
  contacts: [{ id: 'c1', name: 'Sam Ode', email: 'sam@quill.example', phone: null, purpose: 'security' }],
  history: [{ at: '2026-03-01T00:00:00Z', actor: 'a1', action: 'vendor.added', detail: { tier: 'high' } }],
};
const parts: VendorParts = { vendor, requests: [], documents: null, names: nameOf([{ id: 'a1', name: 'Nadia Keller' }]), roles: ['procurement'], now };

test('what does not apply is outside the whole of a bar, and exceptions count as met', () => {
  expect(coverageBar(row.coverage[0]!)).toMatchObject({ text: 'SOC 2', total: 38, met: 22, aside: [{ state: 'not-applicable', count: 5 }] });
});

test('the list says how late an answer is and draws no bar for a framework that does not apply', () => {
  const html = render('vendors/list', vendorListView({ items: [row], next: 'n1' }, { sort: 'tier', order: 'desc' }, false, now));
  expect(html).toContain('9 days late');
  expect(html).toContain('SOC 2: 22 of 38 met');
  expect(html).not.toContain('GDPR: 0');
  expect(html).not.toContain('/vendors/new');
});

test('an empty register offers the next act, an empty filter the way back', () => {
  expect(render('vendors/list', vendorListView({ items: [], next: null }, {}, true, now))).toContain('No vendors yet');
  expect(render('vendors/list', vendorListView({ items: [], next: null }, { tier: 'low' }, true, now))).toContain('No vendor fits');
});

test('the download has one column for each framework of any row', () => {
  expect(vendorCsvRows([row, { ...row, coverage: [] }])).toEqual([
    ['Vendor', 'What you buy', 'Tier', 'State', 'Answers due', 'Newest report', 'Changed', 'GDPR', 'SOC 2'],
    ['Quill & Co', 'Payroll', 'High', 'Asked', '2026-03-01', '2026-06-30', '2026-03-01T00:00:00Z', '0 of 0', '22 of 38'],
    ['Quill & Co', 'Payroll', 'High', 'Asked', '2026-03-01', '2026-06-30', '2026-03-01T00:00:00Z', '', ''],
  ]);
});

test('a form becomes a request with codes of countries in capitals and a contact only where one was typed', () => {
  const request = vendorRequest({ name: ' Quill ', service: 'Payroll', dataClasses: 'health', countries: 'de, us;fr', volume: 'none' });
  expect(request).toMatchObject({ name: 'Quill', website: undefined, profile: { dataClasses: ['health'], countries: ['DE', 'US', 'FR'], volume: 'none', access: '' } });
  expect(request).not.toHaveProperty('contact');
  expect(vendorRequest({ contactEmail: 'x' })).toHaveProperty('contact', { name: '', email: 'x' });
});

test('refusals are said at the input they are about, once each, and without the words of the wire', () => {
  const error = (field: string, text: string) => ({ field, text, href: `#${field}` });
  const { errors, wrong } = vendorFormErrors({ errors: [error('profile.countries.0', 'Use codes'), error('profile.countries.2', 'Use codes'), error('profile.volume', 'expected one of "none"'), error('contact.email', 'Enter an address')] });
  expect(errors.map((each) => each.field)).toEqual(['countries', 'volume', 'contactEmail']);
  expect(wrong).toMatchObject({ volume: 'Choose one', contactEmail: 'Enter an address' });
});

test('the form shows what a choice counts and keeps what was chosen', () => {
  const html = render('vendors/form', vendorFormView(storedVendor(vendor), { id: 'v1', version: 3, name: vendor.name }));
  expect(html).toMatch(/value="health" checked><label[^>]*>Health data<span class="sub">25 points/);
  expect(html).toContain('value="DE, US"');
  expect(html).not.toContain('name="contactEmail"');
});

test('the answer stands first: decided, or what it waits for', () => {
  expect(vendorSays(parts)).toBe('Not decided. Answers are due on 1 March 2026.');
  const decision = { outcome: 'rejected' as const, note: 'x', by: 'a1', at: '2026-03-09T10:00:00Z' };
  expect(vendorSays({ ...parts, vendor: { ...vendor, decision } })).toBe('You may not buy from Quill & Co: decided by Nadia Keller on 9 March 2026.');
  expect(vendorSays({ ...parts, vendor: { ...vendor, status: 'reviewed' } })).toContain('you can decide');
});

test('the history speaks in words', () => {
  expect(vendorAct('vendor.changed', { tier: 'high', tierBefore: 'low' })).toEqual({ text: 'Changed the vendor; the tier went from Low to High' });
  expect(vendorAct('vendor.changed', { tier: 'high' })).toEqual({ text: 'Changed the vendor' });
  expect(vendorAct('vendor.new-thing', {})).toEqual({ text: 'new thing' });
  expect(vendorAct('request.submitted', { subject: 'r1' }, () => 'Concord Core')).toEqual({ text: 'Handed in the answers', href: '/requests/r1', sub: 'Concord Core' });
  expect(vendorAct('document.accepted', { subject: 'd1', says: 'SOC 2 report' })).toEqual({ text: 'Accepted the report', href: '/reports/d1', sub: 'SOC 2 report' });
});

test('a part that does not answer is said, and the rest of the page stands', () => {
  const html = render('vendors/vendor', vendorView(parts, { keys: {} }));
  expect(html).toContain('This part does not answer just now');
  expect(html).toContain('52 of 100 points');
  expect(html).toContain('Record the decision');
  expect(html).not.toContain('name="file"');
});

test('who only reads finds no forms', () => {
  const html = render('vendors/vendor', vendorView({ ...parts, documents: [], roles: ['reader'] }, { keys: {} }));
  expect(html).not.toContain('/decision"');
  expect(html).not.toContain('name="file"');
  expect(html).not.toContain('/contacts"');
});

test('a report that counts no longer says so in the list and on the vendor’s page', () => {
  const at = (validUntil: string) => vendorListView({ items: [{ ...row, report: { id: 'd1', status: 'accepted' as const, validUntil } }], next: null }, {}, false, now).vendors as { document: object }[];
  expect(at('2026-03-10')[0]!.document).toMatchObject({ state: 'accepted', sub: 'counts until 10 March 2026' });
  expect(at('2024-11-30')[0]!.document).toMatchObject({ state: 'expired', sub: 'counted until 30 November 2024, which has passed' });
  const document = { id: 'd1', name: 'SOC 2', status: 'accepted', says: '', countsUntil: '2024-11-30' } as NonNullable<VendorParts['documents']>[number];
  expect(render('vendors/vendor', vendorView({ ...parts, documents: [document] }, { keys: {} }))).toContain('It counts no longer');
});
