import type { Block, BlockCell } from './blocks.js';
import type { Layout } from './layout.js';
import type { Model, ModelControl } from './model.js';
import { criterionTitles } from './wording.data.js';

type Table = Extract<Block, { kind: 'table' }>;

const title = (criterion: string): string => `${criterion} – ${criterionTitles[/^[A-Z]+/.exec(criterion)?.[0] ?? ''] ?? ''}`;

const rank = (criterion: string): string => `${['CC', 'A', 'PI', 'C', 'P'].indexOf(/^[A-Z]+/.exec(criterion)?.[0] ?? '')}${criterion.replace(/\d+/g, (n) => n.padStart(2, '0'))}`;

/** Criteria in the order of the standard, each with its controls; those without any are in it too. */
export const byCriterion = (model: Model): readonly (readonly [string, readonly ModelControl[]])[] => {
  const groups = new Map<string, ModelControl[]>();
  for (const control of model.controls) for (const criterion of control.criteria) groups.set(criterion, [...(groups.get(criterion) ?? []), control]);
  for (const { criterion } of model.absent) groups.set(criterion, []);
  return [...groups].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
};

const showsAbsent = (layout: Layout): boolean => ['blocks', 'criterion-tables', 'paragraphs'].includes(layout.matrix);

/** The model without what its layout has no place for. */
export const fitted = (model: Model, layout: Layout): Model => ({
  ...model,
  absent: showsAbsent(layout) ? model.absent : [],
  controls: model.controls.map((c, i) => {
    if (layout.matrix === 'paragraphs' && /^\d+$/.test(c.id ?? '')) return { ...c, id: `C${c.id}` };
    // without ids and tests the matrix would be one column
    return c.id === null && model.type === 'I' && ['blocks', 'criterion-tables'].includes(layout.matrix) ? { ...c, id: `CTL-${i + 1}` } : c;
  }),
});

/** The parts of a table row that every shape has, in the columns that the report has. */
const parts = (model: Model, layout: Layout) => {
  const tested = model.type === 'II';
  const ids = model.controls.some((c) => c.id !== null);
  const name = (role: keyof Layout['names']): string => layout.names[role].replaceAll('{o}', model.short);
  const column = tested && layout.responses === 'column' && model.controls.some((c) => c.response);
  const result = (c: ModelControl): string => `${c.result ?? ''}${c.response && layout.responses === 'cell' ? `\n${layout.responseLabel}${c.response}` : ''}`;
  return {
    tested, ids, name, result,
    testHead: tested ? [name('test'), name('result'), ...(column ? ['Management’s Response'] : [])] : [],
    testWidths: tested ? (column ? [26, 16, 16] : [30, 20]) : [],
    testCells: (c: ModelControl): readonly BlockCell[] => (tested ? [{ text: c.tests.join('\n') }, { text: result(c) }, ...(column ? [{ text: c.response ?? '' }] : [])] : []),
    idHead: ids ? [name('id')] : [],
    idWidths: ids ? [10] : [],
    idCells: (c: ModelControl): readonly BlockCell[] => (ids ? [{ text: c.id ?? '' }] : []),
  };
};

const tableOf = (layout: Layout, head: readonly string[], widths: readonly number[], rows: readonly (readonly BlockCell[])[]): Table => ({
  // every second row shaded shows no rows where cells span several
  kind: 'table', head, widths, rows, align: layout.align, rules: layout.rules === 'stripes' && layout.matrix === 'test-rows' ? 'rows' : layout.rules,
});

const listed = (criteria: readonly string[], layout: Layout): string => criteria.join(layout.names.criterion.length % 2 === 0 ? ', ' : '\n');

const flat = (model: Model, layout: Layout): readonly Block[] => {
  const p = parts(model, layout);
  const criteria = (c: ModelControl): BlockCell => ({ text: listed(c.criteria, layout) });
  if (layout.matrix === 'control-first') return [tableOf(layout, [p.name('control'), ...p.idHead, p.name('criterion'), ...p.testHead], [30, ...p.idWidths, 12, ...p.testWidths], model.controls.map((c) => [{ text: c.control }, ...p.idCells(c), criteria(c), ...p.testCells(c)]))];
  if (layout.matrix === 'middle-id') return [tableOf(layout, [p.name('criterion'), p.name('control'), ...p.idHead, ...p.testHead], [12, 30, ...p.idWidths, ...p.testWidths], model.controls.map((c) => [criteria(c), { text: c.control }, ...p.idCells(c), ...p.testCells(c)]))];
  if (layout.matrix === 'test-rows' && p.tested) {
    const rows = model.controls.flatMap((c) => c.tests.map((test, i): readonly BlockCell[] => {
      const down = c.tests.length;
      const lead: readonly BlockCell[] = i > 0 ? [] : [...p.idCells(c).map((cell) => ({ ...cell, down })), { text: listed(c.criteria, layout), down }, { text: c.control, down }];
      return [...lead, { text: test }, { text: i === 0 ? p.result(c) : c.kind === 'not_tested' || c.kind === 'not_applicable' ? (c.result ?? '') : 'No exceptions noted.' }];
    }));
    return [tableOf(layout, [...p.idHead, p.name('criterion'), p.name('control'), p.name('test'), p.name('result')], [...p.idWidths, 12, 28, 30, 20], rows)];
  }
  return [tableOf(layout, [...p.idHead, p.name('criterion'), p.name('control'), ...p.testHead], [...p.idWidths, 12, 30, ...p.testWidths], model.controls.map((c) => [...p.idCells(c), criteria(c), { text: c.control }, ...p.testCells(c)]))];
};

const grouped = (model: Model, layout: Layout): readonly Block[] => {
  const p = parts(model, layout);
  const head = [...p.idHead, p.name('control'), ...p.testHead];
  const widths = [...p.idWidths, 36, ...p.testWidths];
  const row = (c: ModelControl): readonly BlockCell[] => [...p.idCells(c), { text: c.control }, ...p.testCells(c)];
  const reason = (criterion: string): string => model.absent.find((a) => a.criterion === criterion)?.reason ?? '';
  const groups = byCriterion(model);
  if (layout.matrix === 'criterion-tables') return groups.flatMap(([criterion, controls]): readonly Block[] => [{ kind: 'heading', level: 3, text: title(criterion) }, controls.length > 0 ? tableOf(layout, head, widths, controls.map(row)) : { kind: 'paragraph', text: reason(criterion) }]);
  if (layout.matrix === 'rowspan') return [tableOf(layout, [p.name('criterion'), ...head], [18, ...p.idWidths, 28, ...p.testWidths], groups.flatMap(([criterion, controls]) => controls.map((c, i) => [...(i === 0 ? [{ text: title(criterion), down: controls.length }] : []), ...row(c)])))];
  const across = head.length;
  return [tableOf(layout, head, widths, groups.flatMap(([criterion, controls]) => [[{ text: title(criterion), across, bold: true }], ...(controls.length > 0 ? controls.map(row) : [[{ text: reason(criterion), across }]])]))];
};

const separate = (model: Model, layout: Layout): readonly Block[] => {
  const p = parts(model, layout);
  const cell = (c: ModelControl): string => p.result(c).replace('\n', ' ');
  if (layout.matrix === 'paragraphs') return byCriterion(model).flatMap(([criterion, controls]): readonly Block[] => [
    { kind: 'heading', level: 3, text: title(criterion) },
    ...(controls.length === 0 ? [{ kind: 'paragraph' as const, text: model.absent.find((a) => a.criterion === criterion)?.reason ?? '' }] : []),
    ...controls.flatMap((c): readonly Block[] => [{ kind: 'paragraph', text: c.id ? `${c.id} ${c.control}` : `Control: ${c.control}` }, ...(p.tested ? [{ kind: 'paragraph' as const, text: `Test: ${c.tests.join(' ')}` }, { kind: 'paragraph' as const, text: `Result: ${cell(c)}` }] : [])]),
  ]);
  const entries = (c: ModelControl): readonly (readonly [string, string])[] => [...(c.id ? [['Control ID', c.id] as const] : []), ['Criteria', c.criteria.join(', ')], ['Control', c.control], ...(p.tested ? [['Tests of Controls', c.tests.join('\n')] as const, ['Results of Tests', p.result(c)] as const] : [])];
  if (layout.matrix === 'cards') return model.controls.map((c) => ({ kind: 'card', entries: entries(c), framed: layout.rules !== 'none' }));
  return model.controls.map((c) => ({ kind: 'table', head: [], widths: [24, 76], rows: entries(c).map(([label, words]) => [{ text: label, bold: true }, { text: words }]), rules: layout.rules, align: layout.align }));
};

/** The control matrix in the shape of the layout. */
export const matrixBlocks = (model: Model, layout: Layout): readonly Block[] =>
  ['blocks', 'rowspan', 'criterion-tables'].includes(layout.matrix) ? grouped(model, layout) : ['cards', 'card-tables', 'paragraphs'].includes(layout.matrix) ? separate(model, layout) : flat(model, layout);
