import { makeReport } from '../reader/generator/made.js';
import type { Block, MadeDocument } from '../reader/generator/blocks.js';
import { writeWithPdfkit } from '../reader/generator/write-pdfkit.js';

type Table = Extract<Block, { kind: 'table' }>;

const isMatrix = (block: Block, rows: number): block is Table => block.kind === 'table' && block.rows.length === rows;

/** The rows of a matrix `times` over, each time as other controls: their ids and words differ. */
const repeated = (table: Table, times: number): Table => ({
  ...table,
  rows: Array.from({ length: times }, (_, time) => table.rows.map((row) => row.map((cell, column) => (time === 0 || column === 1 ? cell : column === 0 ? { ...cell, text: `${cell.text}.${time}` } : column === 2 ? { ...cell, text: `${cell.text} This holds for area ${time}.` } : cell)))).flat(),
});

/** A report whose matrix of all controls stands in it `times` over, about four pages each time. */
export function longReport(times: number): MadeDocument {
  const { document, model } = makeReport(12, 'columns', { type: 'II', opinion: 'unqualified' }, 1);
  return { ...document, blocks: document.blocks.map((block) => (isMatrix(block, model.controls.length) ? repeated({ ...block, rules: 'all' }, times) : block)) };
}

export const writeReport = (path: string, times: number, tagged: boolean): Promise<void> => writeWithPdfkit(path, longReport(times), tagged);
