import { listView, matrixView } from './explorer.view.js';
import { lookHref, lookOf, type Look } from './look.js';
import { pairView } from './pair.view.js';
import { searchView } from './search.view.js';

const frameworks = [{ id: 'soc2', name: 'SOC 2' }, { id: 'iso27001', name: 'ISO 27001' }].map((one) => ({ ...one, version: '1', publisher: '', shown: true, requirements: 1, assessable: 1, rows: 1 }));
const look: Look = { from: 'soc2', to: 'iso27001', view: 'matrix', strength: 3 };
const sides = { from: { id: 'soc2', name: 'SOC 2', assessable: 8, path: [] }, to: { id: 'iso27001', name: 'ISO 27001', assessable: 9, path: [] }, total: 4, claimed: 2, matched: 1 };
const part = (id: string, isRequirement: boolean, of = 1) => ({ id, title: id, kind: 'section', isRequirement, of });
const cell = { row: 0, column: 0, claimed: 2, related: 1, apart: 0, reached: 2, strongest: 7, relation: null };

describe('the address of the explorer', () => {
  test('holds every state, leaves out what is usual, and does without what it cannot read', () => {
    const asked = { from: 'iso27001', to: 'soc2', relation: 'subset', strength: '5', text: 'logs', left: 'A.8', view: 'list' };
    expect(lookHref(lookOf(asked, frameworks))).toBe('/crosswalk?from=iso27001&to=soc2&relation=subset&text=logs&left=A.8&view=list&strength=5');
    expect(lookOf({ from: 'gone', relation: 'no word', strength: '99' }, frameworks)).toEqual(look);
  });
});

describe('the matrix', () => {
  const shown = (row: ReturnType<typeof part>, column: ReturnType<typeof part>, more: object = {}) => matrixView(frameworks, { ...sides, rows: [row], columns: [column], cells: [{ ...cell, ...more }] }, look).rows[0]!.cells[0]!;

  test('a cell of sections counts, draws what is reached, and opens into both', () => {
    expect(shown(part('CC6', false, 8), part('A.8', false, 34))).toMatchObject({ look: 'rel', text: '2', more: '+1', share: { part: 2, of: 8 }, href: '/crosswalk?from=soc2&to=iso27001&left=CC6&right=A.8' });
    expect(shown(part('CC6', false, 8), part('A.8', false, 34), { claimed: 0 })).toMatchObject({ look: 'related', more: '+1', share: undefined });
  });

  test('a cell of two requirements says relation and strength, and opens into the pair', () => {
    expect(shown(part('CC6.1', true), part('A.8.3', true), { relation: 'superset' })).toMatchObject({ icon: 'superset', text: '7', href: '/crosswalk/pair/soc2/CC6.1/iso27001/A.8.3' });
    expect(shown(part('CC6.1', true), part('A.8.3', true), { relation: 'unknown' })).toMatchObject({ icon: undefined, text: '7' });
    expect(shown(part('CC6.1', true), part('A.8.3', true), { relation: 'disjoint', claimed: 0, related: 0, apart: 1 })).toMatchObject({ look: 'apart', icon: 'disjoint' });
  });
});

test('the list names each requirement once over its counterparts, and says what is only related', () => {
  const pair = { from: 'CC6.1', fromTitle: 'Access', to: 'A.8.3', toTitle: 'Limits', relation: 'superset' as const, strength: 9, shared: [] };
  const { rows, pager, alone } = listView(frameworks, { ...sides, items: [pair, { ...pair, to: 'A.8.4', strength: 4.9 }, { ...pair, from: 'CC6.2' }], next: 3, alone: [{ id: 'CC6.9', title: 'Alone' }] }, { ...look, view: 'list' }, 0);
  expect(rows.map((row) => ('group' in row ? row.group : (row.cells[0] as { id: string }).id))).toEqual(['CC6.1 Access', 'A.8.3', 'A.8.4', 'CC6.2 Access', 'A.8.3']);
  expect(rows.flatMap((row) => ('cells' in row ? [(row.cells[2] as { sub: string }).sub] : []))).toEqual(['claimed', 'related', 'claimed']);
  expect(pager.next).toContain('after=3');
  expect(alone).toMatchObject([{ id: 'CC6.9', href: '/coverage/own/soc2/CC6.9' }]);
});

test('a pair turns the second half of a chain round, and shows each control once', () => {
  const row = { relationship: 'subset', strength: 8, rationale: 'semantic', reason: 'Because', origin: 'own', reviewed: true, own: false, file: 'a.csv', line: 3, ends: { framework: 'soc2', requirement: 'CC6.1', control: 'IAM-01' } };
  const over = [{ kind: 'control' as const, framework: null, id: 'IAM-01', name: 'IAM-01', title: 'Least privilege' }];
  const chain = { over, proves: 'superset' as const, says: '', steps: [{ from: 'a', to: 'b', relation: 'superset' as const, row }, { from: 'b', to: 'c', relation: 'superset' as const, row }] };
  const end = { framework: 'soc2', name: 'SOC 2', id: 'CC6.1', title: 'Access' };
  const view = pairView({ from: end, to: { ...end, framework: 'iso27001', name: 'ISO 27001', id: 'A.8.3' }, relation: 'superset', possible: ['superset'], strength: 8, chains: [chain, chain] }, true);
  expect(view.rows[0]).toMatchObject({ left: { relation: { icon: 'superset' } }, right: { relation: { icon: 'subset' } } });
  expect(view.picture!.nodes).toHaveLength(1);
  expect(view.rows[0]!.left.why!.change).toBe('/overlays/rows/edit?framework=soc2&requirement=CC6.1&control=IAM-01');
  expect(view.open).toBeNull();
});

test('a search leads to controls and requirements, and keeps its words in every link', () => {
  const item = { kind: 'requirement' as const, framework: 'gdpr', frameworkName: 'GDPR', id: '33(1)', title: 'Breach', excerpt: null };
  const view = searchView('breach 72', undefined, 0, { items: [item, { ...item, kind: 'control', framework: null, frameworkName: null, id: 'PRI-37' }], counts: [{ id: 'controls', name: null, count: 1 }, { id: 'gdpr', name: 'GDPR', count: 30 }, { id: 'soc2', name: 'SOC 2', count: 0 }], total: 31, next: 25 });
  expect(view.results.map(({ href, kind }) => [href, kind])).toEqual([['/coverage/own/gdpr/33(1)', 'GDPR'], ['/crosswalk/controls/PRI-37', 'Common control']]);
  expect(view.tabs.map(({ href, count }) => [href, count])).toEqual([['/crosswalk/search?q=breach+72', 31], ['/crosswalk/search?q=breach+72&in=controls', 1], ['/crosswalk/search?q=breach+72&in=gdpr', 30]]);
  expect(view.pager.next).toBe('/crosswalk/search?q=breach+72&after=25');
});
