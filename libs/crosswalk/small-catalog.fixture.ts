import type { Catalog, CommonControl, DirectRow, MappingRow, Requirement } from './catalog-types.js';
import type { Evidence } from './evidence-types.js';

/** Builders for tests: a catalog and evidence in few words. */
export function requirement(id: string, more: Partial<Requirement> = {}): Requirement {
  return { id, parent: null, kind: 'requirement', title: `Title of ${id}`, assessable: true, appliesTo: [], residue: null, exhausted: 'no', union: [], text: null, ...more };
}

export function control(id: string, more: Partial<CommonControl> = {}): CommonControl {
  return { id, domain: id.split('-')[0]!, title: `Title of ${id}`, statement: `Statement of ${id}.`, parameters: [], searchTerms: [], test: '', references: [], ...more };
}

/** `soc2:CC6.1 superset IAM-01[every<=3 months] 8`; the number is the strength, and `?` at the end: not reviewed. */
export function row(text: string, at = 0): MappingRow {
  const [, framework, name, relationship, controlText, strength, mark] = /^(\S+?):(\S+) (\S+) (.+?)(?: (\d+))?( \?)?$/.exec(text)!;
  return {
    id: `row-${text}`, framework: framework!, requirement: name!, control: controlText!, relationship: relationship as MappingRow['relationship'],
    strength: Number(strength ?? 8), rationale: 'semantic', reason: 'for the test', origin: 'own', reviewed: mark === undefined, source: { file: 'rows.csv', line: at + 2 },
  };
}

export function direct(text: string): DirectRow {
  const [, fromFramework, from, relationship, toFramework, to] = /^(\S+?):(\S+) (\S+) (\S+?):(\S+)$/.exec(text)!;
  return {
    id: `direct-${text}`, from: { framework: fromFramework!, id: from! }, to: { framework: toFramework!, id: to! }, relationship: relationship as DirectRow['relationship'],
    strength: 8, rationale: 'semantic', reason: 'for the test', origin: 'own', reviewed: true, source: { file: 'direct.csv', line: 2 },
  };
}

export function catalog(frameworks: Record<string, Requirement[]>, controls: (string | CommonControl)[], rows: string[], directRows: string[] = []): Catalog {
  return {
    hash: 'test',
    frameworks: Object.entries(frameworks).map(([id, requirements]) => ({ id, name: id.toUpperCase(), version: '1', publisher: 'test', requirements })),
    controls: controls.map((one) => (typeof one === 'string' ? control(one) : one)),
    rows: rows.map(row),
    directRows: directRows.map(direct),
  };
}

let count = 0;

/** A fact on `IAM-01`, `VUL-02[every<=3 months]` or `soc2:CC6.1`; met, audited, for 2025, unless said. */
export function fact(target: string, more: Partial<Omit<Evidence, 'target'>> = {}): Evidence {
  const [framework, id] = target.includes(':') ? target.split(':') : [undefined, target];
  return {
    id: `e${String(++count).padStart(4, '0')}`, version: 1, party: 'acme', verdict: 'met', assurance: 'audited-operation',
    target: framework === undefined ? { kind: 'control', id: id! } : { kind: 'requirement', framework, id: id! },
    period: { from: '2025-01-01', to: '2025-12-31' }, source: { kind: 'report', label: 'SOC 2 report 2025', page: 34 }, ...more,
  };
}

export const ask = { party: 'acme', at: '2025-07-01' } as const;
