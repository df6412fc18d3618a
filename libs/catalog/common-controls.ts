import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CommonControl, ControlParameter, ParameterKind } from '#libs/crosswalk/catalog-types.js';
import { catalogRoot } from './catalog-root.js';
import { readCsv } from './csv-file.js';

/** A subject that common controls are grouped by. */
export interface Domain {
  readonly id: string;
  readonly title: string;
}

const columns = ['id', 'domain', 'title', 'statement', 'parameters', 'search_terms', 'test', 'references'];

/** The common controls of the shipped catalog, read once. */
export function commonControls(): readonly CommonControl[] {
  return (controls ??= readControls(catalogRoot));
}

/** The domains of the shipped catalog, read once. */
export function domains(): readonly Domain[] {
  return (subjects ??= readDomains(catalogRoot));
}

let controls: readonly CommonControl[] | undefined;
let subjects: readonly Domain[] | undefined;

/** The domains of a catalog folder, in their order. */
export function readDomains(root: string): readonly Domain[] {
  return readCsv(join(root, 'common-controls', 'domains.csv'), ['id', 'title']).map((row) => ({ id: row.get('id'), title: row.get('title') }));
}

/** The common controls of a catalog folder: every file beside `domains.csv` that holds controls. */
export function readControls(root: string): readonly CommonControl[] {
  const folder = join(root, 'common-controls');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && name !== 'domains.csv' && name !== 'scopes.csv')
    .sort()
    .flatMap((name) => readCsv(join(folder, name), columns))
    .map(controlOf);
}

/** A common control from its row in a file. */
export function controlOf(row: { readonly get: (column: string) => string }): CommonControl {
  return {
    id: row.get('id'), domain: row.get('domain'), title: row.get('title'), statement: row.get('statement'), test: row.get('test'),
    parameters: list(row.get('parameters')).map(parameterOf),
    searchTerms: list(row.get('search_terms')),
    references: list(row.get('references')).map(referenceOf),
  };
}

const list = (text: string): string[] => text.split(';').map((part) => part.trim()).filter(Boolean);

/** `every: interval between access reviews`; a scope names its ids in brackets at the end. */
function parameterOf(text: string): ControlParameter {
  const [kind = '', measures = ''] = split(text);
  return { parameter: kind as ParameterKind, measures, unit: null };
}

function referenceOf(text: string): { framework: string; id: string } {
  const [framework = '', id = ''] = split(text);
  return { framework, id };
}

function split(text: string): [string, string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
