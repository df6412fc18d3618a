import { describe, expect, it } from '@jest/globals';
import { concord, put } from './run-cli.js';

const model = {
  nodes: ['r1', 'r2', 'c1', 'c2'],
  rows: [{ from: 'r1', to: 'c1', relation: 'superset' }, { from: 'r2', to: 'c1', relation: 'intersects' }],
  parts: { r1: ['c1', 'c2'] },
  evidence: [{ node: 'c1', verdict: 'met' }, { node: 'c2', verdict: 'not-met' }],
  hops: 'all',
};
const answer = {
  relations: [{ from: 'r1', to: 'r2', mask: ['PPi', 'PO'] }, { from: 'r1', to: 'c1', mask: ['PPi'] }, { from: 'r2', to: 'c1', mask: ['PO'] }],
  verdicts: { r1: 'partly', r2: 'partly', c1: 'met', c2: 'not-met' },
  contradictions: [],
};
const error = (code: string, message: string) => ({ error: expect.objectContaining({ code, message: expect.stringContaining(message) }) });

describe('concord crosswalk solve', () => {
  it('answers a model from a file, and several from standard input', () => {
    expect(concord(['crosswalk', 'solve', put('model.json', model), '--json'])).toMatchObject({ status: 0, err: '', out: `${JSON.stringify(answer)}\n` });
    const two = concord(['crosswalk', 'solve', '-', '--json'], JSON.stringify([model, { nodes: ['a'], rows: [] }]));
    expect(two.json()).toEqual([answer, { relations: [], verdicts: { a: 'unknown' }, contradictions: [] }]);
  });

  it.each([
    ['text that is no JSON', '{', 'json.unreadable', 'Standard input is not JSON'],
    ['a node that is not there', JSON.stringify([model, { ...model, rows: [{ from: 'r1', to: 'r9', relation: 'equal' }] }]), 'model.invalid', '[1].rows[0].to: the node "r9"'],
    ['a relation that there is not', JSON.stringify({ ...model, rows: [{ from: 'r1', to: 'r2', relation: 'toString' }] }), 'model.invalid', 'rows[0].relation'],
    ['a model without nodes', '{"rows":[]}', 'model.invalid', 'nodes'],
    ['hops that there are not', JSON.stringify({ ...model, hops: 3 }), 'model.invalid', 'hops'],
    ['a number', '5', 'model.invalid', 'The model'],
    ['parts of a node that is not there', JSON.stringify({ ...model, parts: { r9: ['c1'] } }), 'model.invalid', 'parts.r9: the node "r9"'],
    ['a fact that is in another line', `{"nodes":["a"],\n"evidence":[{"node":"a",\n"verdict":"partly"}]}`, 'model.invalid', 'Standard input:3: evidence[0].verdict'],
  ])('refuses %s with status 2, on standard output under --json and in words without', (_, text, code, message) => {
    const json = concord(['crosswalk', 'solve', '-', '--json'], text);
    expect([json.status, json.err, json.json()]).toEqual([2, '', error(code, message)]);
    expect(concord(['crosswalk', 'solve', '-'], text)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(message) });
  });

  it('refuses a file that is not there', () => {
    expect(concord(['crosswalk', 'solve', '/nowhere.json', '--json']).json()).toEqual(error('file.missing', '/nowhere.json'));
  });
});

describe('concord crosswalk pairs', () => {
  it('prints a header and one line per pair with strength above 0', () => {
    const { status, out, err } = concord(['crosswalk', 'pairs', '--from', 'soc2', '--to', 'iso27001']);
    const [head, ...lines] = out.trimEnd().split('\n').map((line) => line.split('\t'));
    expect([status, err, head]).toEqual([0, '', ['framework_a', 'id_a', 'framework_b', 'id_b', 'relation', 'strength', 'shared_controls']]);
    expect(lines.length).toBeGreaterThan(500);
    for (const [a, , b, , relation, strength] of lines) {
      expect([a, b]).toEqual(['soc2', 'iso27001']);
      expect(['equal', 'subset', 'superset', 'intersects', 'overlaps', 'unknown']).toContain(relation);
      expect(Number(strength)).toBeGreaterThan(0);
      expect(Number(strength)).toBeLessThanOrEqual(10);
    }
    const items = concord(['crosswalk', 'pairs', '--from', 'soc2', '--to', 'iso27001', '--format', 'json']).json() as Record<string, unknown>[];
    expect(items).toHaveLength(lines.length);
    expect(items[0]).toEqual({ framework_a: 'soc2', id_a: lines[0]![1], framework_b: 'iso27001', id_b: lines[0]![3], relation: lines[0]![4], strength: Number(lines[0]![5]), shared_controls: lines[0]![6]!.split(',') });
  });

  it('refuses frameworks and formats that there are not', () => {
    expect(concord(['crosswalk', 'pairs', '--from', 'soc2', '--to', 'soc3'])).toMatchObject({ status: 2, out: '', err: expect.stringContaining('"soc3"') });
    expect(concord(['crosswalk', 'pairs', '--from', 'soc2', '--to', 'gdpr', '--format', 'xml'])).toMatchObject({ status: 2, err: expect.stringContaining('"xml"') });
    expect(concord(['crosswalk', 'pairs', '--from', 'soc2', '--json'])).toMatchObject({ status: 2, out: expect.stringContaining('--to') });
  });
});

describe('concord crosswalk explain', () => {
  it('shows the relation with every chain of rows', () => {
    const { status, json } = concord(['crosswalk', 'explain', 'soc2:CC6.1', 'iso27001:A.8.3', '--json']);
    const explained = json() as { relation: string; mask: string[]; chains: { says: string; steps: { row: { reason: string } | null }[] }[] };
    expect(status).toBe(0);
    expect(explained).toMatchObject({ from: { framework: 'soc2', id: 'CC6.1' }, to: { framework: 'iso27001', id: 'A.8.3' }, relation: expect.any(String), mask: expect.any(Array) });
    expect(explained.chains.length).toBeGreaterThan(0);
    expect(explained.chains[0]!.steps[0]!.row!.reason).not.toBe('');
    expect(concord(['crosswalk', 'explain', 'soc2:CC6.1', 'iso27001:A.8.3']).out).toContain(explained.chains[0]!.says);
  });

  it.each([
    [['iso27001:A.12.6.1', 'soc2:CC6.1'], 'requirement.unknown', '"A.12.6.1"'],
    [['soc2:CC6.1', 'iso27001:A.18.2.3'], 'requirement.unknown', '"A.18.2.3"'],
    [['soc2:CC99', 'gdpr:Art.32(1)'], 'requirement.unknown', '"CC99"'],
    [['iso27001-2013:A.8.1', 'soc2:CC6.1'], 'framework.unknown', '"iso27001-2013"'],
    [['CC6.1', 'soc2:CC6.1'], 'reference.unreadable', '"CC6.1"'],
  ])('names the id of %j that it does not know', (words, code, message) => {
    const { status, json } = concord(['crosswalk', 'explain', ...words, '--json']);
    expect([status, json()]).toEqual([2, error(code, message)]);
  });
});

describe('concord suggest', () => {
  it('ranks five controls at most, for one text or a list of them', () => {
    const one = concord(['suggest', 'Laptops are encrypted', '--json']).json() as { control: string; title: string; score: number; matched: string[]; requirements: Record<string, string[]> }[];
    expect(one.length).toBeGreaterThan(0);
    expect(one.length).toBeLessThanOrEqual(5);
    expect(one[0]).toEqual({ control: expect.stringMatching(/^[A-Z]+-\d+$/), title: expect.any(String), score: expect.any(Number), matched: expect.arrayContaining(['encrypted']), requirements: expect.any(Object) });
    expect(concord(['suggest', '-', '--json'], '["Laptops are encrypted", ""]').json()).toEqual([one, []]);
  });

  it('refuses a list that holds something else', () => {
    expect(concord(['suggest', '-', '--json'], '["a", 5]').json()).toEqual(error('texts.invalid', '[1] is no text'));
  });
});
