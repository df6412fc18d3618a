import type { Rules, Sheets } from './blocks.js';
import type { Random } from './random.js';
import { columnNames, responseLabels } from './wording.data.js';

export const matrixShapes = ['columns', 'control-first', 'middle-id', 'blocks', 'rowspan', 'criterion-tables', 'cards', 'card-tables', 'paragraphs', 'test-rows'] as const;
export type MatrixShape = (typeof matrixShapes)[number];

/** How a report is laid out, whoever prints it. */
export interface Layout {
  readonly matrix: MatrixShape;
  readonly rules: Rules;
  readonly align: 'top' | 'middle';
  readonly duties: 'table' | 'bullets' | 'numbers' | 'led' | 'plain' | 'centered';
  readonly columns: 1 | 2;
  readonly landscape: boolean;
  readonly responses: 'section' | 'cell' | 'paragraphs' | 'column';
  readonly headings: 'roman' | 'section' | 'words' | 'capitals' | 'plain';
  readonly contents: boolean;
  readonly joint: string;
  readonly names: { readonly [role in keyof typeof columnNames]: string };
  readonly responseLabel: string;
  readonly sheets: Sheets;
}

export const makeLayout = (random: Random, matrix: MatrixShape = random.pick(matrixShapes)): Layout => ({
  matrix,
  rules: random.pick(['all', 'all', 'rows', 'none', 'stripes'] as const),
  align: random.pick(['top', 'top', 'middle'] as const),
  duties: random.pick(['table', 'bullets', 'numbers', 'led', 'plain', 'centered'] as const),
  columns: random.chance(0.2) ? 2 : 1,
  landscape: random.chance(0.35),
  responses: random.pick(['section', 'cell', 'paragraphs', 'column'] as const),
  headings: random.pick(['roman', 'section', 'words', 'capitals', 'plain'] as const),
  contents: random.chance(0.5),
  joint: random.pick([' to ', ' through ', ' – ', ', to ']),
  names: Object.fromEntries(Object.entries(columnNames).map(([role, names]) => [role, random.pick(names)])) as unknown as Layout['names'],
  responseLabel: random.pick(responseLabels),
  sheets: {
    size: random.pick(['LETTER', 'LETTER', 'A4'] as const),
    header: random.chance(0.4) ? 'SOC 2 Report – Proprietary and Confidential' : null,
    footer: random.chance(0.6) ? 'Confidential – for the use of the specified parties only' : null,
    watermark: random.chance(0.2) ? 'CONFIDENTIAL' : null,
    serif: random.chance(0.4),
    turned: random.chance(0.3),
  },
});
