import { acrossParties } from './across-parties.view.js';
import { carried, dateSlider, filterOf, roleWord } from './coverage-filter.js';
import { onePartyView } from './one-party.view.js';
import { shownSections } from './sections.view.js';

const node = (id: string, parent: string | null, assessable = false) => ({ id, parent, kind: 'section', title: `Title of ${id}`, assessable, appliesTo: [], residue: null, exhausted: null, text: null });
const tree = { id: 'soc2', name: 'SOC 2', version: '2017', requirements: [node('CC', null), node('CC6', 'CC'), node('CC6.1', 'CC6', true), node('CC6.2', 'CC6', true), node('A', null), node('A1.1', 'A', true)] };
const choices = { domains: [{ id: 'IAM', title: 'Identities' }], appliesTo: ['processor'], scopes: [], earliest: '2024-01-01' };
const section = (id: string, met: number, of: number) => ({ id, rollup: 'partly' as const, met, of });
const answered = (met: number) => ({
  id: 'soc2', totals: { met, unknown: 3 - met }, sections: [section('CC', met, 2), section('CC6', met, 2), section('A', 0, 0)],
  requirements: [{ id: 'CC6.1', verdict: 'met' as const, binds: true, expired: null }, { id: 'CC6.2', verdict: 'unknown' as const, binds: true, expired: '2024-11-30' }],
});
const party = (id: string) => ({ party: id, name: `Vendor ${id}`, roles: [], evidence: 3, lastEvidenceUntil: '2025-12-31', frameworks: [answered(1)] });
const summary = { catalog: 'c', at: '2026-03-10', choices, total: 2, next: null as number | null, parties: [party('v1'), { ...party('own'), evidence: 0 }] };
const across = (filter: Parameters<typeof acrossParties>[3]) => acrossParties([], tree, summary, filter);

describe('the heat map across parties', () => {
  test('innermost sections open into requirements, and whoever nothing is known of is left out while it is oneself', () => {
    const { heat } = across({});
    expect(heat.columns).toHaveLength(1);
    expect(heat.rows.map((row) => [row.id, 'href' in row ? row.href : null])).toEqual([['CC', null], ['CC6', '/coverage?framework=soc2&open=soc2%3ACC6'], ['A', '/coverage?framework=soc2&open=soc2%3AA']]);
  });

  test('an opened section shows its requirements with the reasons behind each cell, and closes again', () => {
    const { heat } = across({ open: 'soc2:CC6', at: '2026-03-10', domain: 'IAM' });
    expect(heat.rows.map(({ id }) => id)).toEqual(['CC', 'CC6', 'CC6.1', 'CC6.2']);
    expect(heat.rows[1]).toMatchObject({ open: true, href: '/coverage?at=2026-03-10&domain=IAM&framework=soc2' });
    expect(heat.rows[3]!.cells).toEqual([{ state: 'expired', href: '/coverage/v1/soc2/CC6.2?at=2026-03-10&domain=IAM' }]);
  });

  test('what a narrowing leaves empty is not shown, and stays without one', () => {
    expect(across({ appliesTo: 'processor' }).heat.rows.map(({ id }) => id)).toEqual(['CC', 'CC6']);
  });
});

test('many parties are paged and found by name, and the page keeps both', () => {
  const page = acrossParties([], tree, { ...summary, total: 45, next: 40 }, { party: 'ven', after: 20 });
  expect(page.pager).toEqual({ shown: 'Parties 21 to 22 of 45', previous: '/coverage?framework=soc2&party=ven', next: '/coverage?framework=soc2&party=ven&after=40' });
  expect(page.filters.map(({ name }) => name)).toContain('party');
  expect(across({}).pager).toEqual({});
  expect(acrossParties([], tree, { ...summary, parties: [], total: 0 }, { party: 'gone' })).toMatchObject({ none: true, empty: false });
});

test('one party’s sections open the same way, at each date', () => {
  const dates = ['2026-03-10', '2025-09-10'];
  const { heat } = onePartyView('v1', [tree], dates.map((at) => ({ ...summary, at })), [], { open: 'soc2:A' });
  expect(heat.rows.map(({ text }) => text)).toEqual(['SOC 2', 'Title of CC', 'Title of A', 'Title of CC6.1', 'Title of CC6.2']);
  expect(heat.rows[3]!.cells.map(({ href }) => href)).toEqual(['/coverage/v1/soc2/CC6.1?at=2026-03-10', '/coverage/v1/soc2/CC6.1?at=2025-09-10']);
});

test('only sections without shown branches open', () => {
  expect(shownSections(tree).map(({ id, hasDeeper }) => [id, hasDeeper])).toEqual([['CC', true], ['CC6', false], ['A', false]]);
});

test('the filter of the address is kept on the way on, and what cannot be read is left out', () => {
  expect(carried(filterOf({ at: '2026-13-45', assurance: 'evidenced', domain: 'IAM', appliesTo: 'processor', scope: 'eu', open: 'nothing' }))).toBe('?assurance=evidenced&scope=eu&domain=IAM&appliesTo=processor');
});

test('a slider runs from the first fact to the last that counts, today among them', () => {
  expect(dateSlider('2025-03-01', '2024-01-01', '2025-12-31', '2025-06-01')).toMatchObject({ first: '2024-01-01', last: '2025-12-31', value: 20_148 });
  expect(dateSlider('2025-06-01', null, null, '2025-06-01')).toBeNull();
});

test('roles are said in words, those of own frameworks too', () => {
  expect([roleWord('processor'), roleWord('till-operator')]).toEqual(['Processor (GDPR)', 'till operator']);
});

test('parties of whom nothing counts any more are named, and sources say that they count no longer', () => {
  const old = { ...party('v2'), lastEvidenceUntil: '2024-11-30', frameworks: [{ ...answered(0), totals: { unknown: 3, met: 0 } }] };
  expect(acrossParties([], tree, { ...summary, parties: [old, party('v1')] }, {}).expired).toEqual([expect.stringMatching(/^Vendor v2: .* 30 November 2024/)]);
  const fact = { id: 'e', version: 1, party: 'v1', target: { kind: 'control' as const, id: 'IAM-01' }, verdict: 'met' as const, assurance: 'attested' as const, period: { from: '2022-12-01', to: '2023-11-30' }, source: { kind: 'report' as const, label: 'Report' } };
  const cellAt = (at: string) => onePartyView('v1', [], [{ ...summary, at }], [fact], {}).sources[0]!.cells[4];
  expect(cellAt('2026-03-10')).toMatchObject({ state: 'expired', date: '2024-11-30' });
  expect(cellAt('2024-03-10')).toEqual({ date: '2024-11-30', sub: 'a day that has passed by now' });
});
