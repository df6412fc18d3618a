import type { TaggedCell, TaggedTable } from '#libs/soc2/page-text.js';
import type { TreeNode } from './pdf-types.js';

const mostNodes = 60_000;

/**
 * The tables of a page's structure tree, joined to its marked content. Only cells whose content stands on
 * the page are kept: some writers hang the whole table on each page that shows a part of it.
 * Source: ISO 32000-1, 14.7 and 14.8.4.3.4 (Table, TR, TH, TD).
 */
export const readTaggedTables = (tree: TreeNode | null, runsByContent: ReadonlyMap<string, readonly number[]>): readonly TaggedTable[] => {
  if (!tree) return [];
  const tables: TaggedTable[] = [];
  let visited = 0;
  const content = (node: TreeNode, into: number[]): void => {
    if (++visited > mostNodes) return;
    if (node.type === 'content' && node.id) for (const run of runsByContent.get(node.id) ?? []) into.push(run);
    for (const child of node.children ?? []) content(child, into);
  };
  const rowsOf = (node: TreeNode): readonly (readonly TaggedCell[])[] =>
    (node.children ?? []).flatMap((child) => {
      if (++visited > mostNodes) return [];
      if (child.role === 'TR') {
        const cells = (child.children ?? []).filter((cell) => cell.role === 'TH' || cell.role === 'TD').map((cell) => {
          const runs: number[] = [];
          content(cell, runs);
          return { header: cell.role === 'TH', runs };
        });
        return cells.some((cell) => cell.runs.length > 0) ? [cells] : [];
      }
      return child.role === 'Table' ? [] : rowsOf(child);
    });
  const walk = (node: TreeNode): void => {
    if (++visited > mostNodes) return;
    if (node.role === 'Table') {
      const rows = rowsOf(node);
      if (rows.length > 0) tables.push({ rows });
    }
    for (const child of node.children ?? []) if (child.children) walk(child);
  };
  walk(tree);
  return tables;
};
