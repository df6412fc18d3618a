import { compile } from './compile.js';
import { coverage } from './coverage.js';
import { mergeOverlay } from './merge-overlay.js';
import { EMPTY_CHANGE, type OverlayChange, type OverlayRow } from './overlay-types.js';
import { rowKey } from './row-key.js';
import { ask, catalog, control, direct, fact, requirement, row } from './small-catalog.fixture.js';

const shipped = catalog({ a: [requirement('1', { exhausted: 'yes', union: ['X-01', 'X-02'] }), requirement('2')] }, ['X-01', 'X-02'], ['a:1 superset X-01', 'a:1 superset X-02', 'a:2 subset X-01']);
const change = (more: Partial<OverlayChange>): OverlayChange => ({ ...EMPTY_CHANGE, ...more });
const own = (text: string, inUnion = false): OverlayRow => {
  const read = row(text);
  return { ...read, id: rowKey(read), inUnion };
};
const verdicts = (changes: readonly OverlayChange[], ...facts: ReturnType<typeof fact>[]) => {
  const { frameworks } = coverage(compile(mergeOverlay(shipped, changes, 'merged').catalog), facts, ask);
  return Object.fromEntries(frameworks.flatMap(({ id, requirements }) => requirements.map((one) => [`${id}:${one.id}`, one.verdict])));
};

describe('an overlay over the shipped catalog', () => {
  it('changes nothing while it is empty', () => {
    expect({ ...mergeOverlay(shipped, [], 'merged').catalog, hash: 'test' }).toEqual(shipped);
  });

  it('puts a tenant’s row in the place of the shipped one, however its bounds are written, and the last change counts', () => {
    const { catalog: merged } = mergeOverlay(shipped, [change({ rows: [own('a:2 superset X-01')] }), change({ rows: [own('a:2 disjoint X-01')] })], 'merged');
    expect(merged.rows.filter(({ requirement: id }) => id === '2').map(({ relationship }) => relationship)).toEqual(['disjoint']);
    expect(merged.rows).toHaveLength(3);
  });

  it('takes a shipped row away and gives it back when a later change names it', () => {
    const removal = change({ removed: ['a:2~X-01'] });
    expect(verdicts([], fact('X-01'))['a:2']).toBe('met');
    expect(verdicts([removal], fact('X-01'))['a:2']).toBe('unknown');
    expect(verdicts([removal, change({ rows: [own('a:2 equal X-01')] })], fact('X-01'))['a:2']).toBe('met');
  });

  it('does not let a loosened row prove an exhausted requirement by its union', () => {
    const facts = [fact('X-01'), fact('X-02')];
    expect(verdicts([], ...facts)['a:1']).toBe('met');
    expect(verdicts([change({ rows: [{ ...own('a:1 superset X-02'), reviewed: false }] })], ...facts)['a:1']).toBe('partly');
  });

  it('proves a requirement of a tenant’s own framework by the union that its rows name', () => {
    const framework = { id: 'own', name: 'Own', version: '1', publisher: 'us', requirements: [requirement('R1', { exhausted: 'yes' })] };
    const whole = change({ frameworks: [framework], controls: [control('OWN-01')], rows: [own('own:R1 superset X-01', true), own('own:R1 superset OWN-01', true)] });
    expect(verdicts([whole], fact('X-01'))['own:R1']).toBe('partly');
    expect(verdicts([whole], fact('X-01'), fact('OWN-01'))['own:R1']).toBe('met');
  });

  it('reports what the catalog has no place for, and goes on with the rest', () => {
    const { catalog: merged, stranded } = mergeOverlay(shipped, [change({
      rows: [own('a:9 equal X-01'), own('a:2 equal Y-01'), own('a:2 superset X-02')], directRows: [direct('a:1 equal a:9')], controls: [control('X-01', { title: 'Ours' })],
    })], 'merged');
    expect(stranded.map(({ kind, id }) => [kind, id])).toEqual([['control', 'X-01'], ['row', 'a:9~X-01'], ['row', 'a:2~Y-01'], ['direct-row', 'direct-a:1 equal a:9']]);
    expect(merged.controls.find(({ id }) => id === 'X-01')!.title).toBe('Title of X-01');
    expect(merged.rows.map(rowKey)).toContain('a:2~X-02');
  });
});
