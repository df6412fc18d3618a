import type { ColumnField, Layout } from './find-columns.js';
import type { Option, Question, QuestionKind } from './template-types.js';

/** One row by field, as it stands in the sheet. */
export type RowText = (field: ColumnField) => string;

const kindWords: readonly (readonly [RegExp, QuestionKind])[] = [
  [/^(yes|y) ?[/-] ?(no|n)\b|^boolean$|^yes-no$/, 'yes-no'], [/multi|checkbox|select all/, 'multi'], [/single|choice|select|drop.?down|picklist|radio|^list$/, 'single'],
  [/^(number|numeric|integer|decimal|amount)$/, 'number'], [/^date$/, 'date'], [/^(file|attachment|upload|document)$/, 'file'], [/^(text|string|free.?text|paragraph|long text|short text|open)$/, 'text'],
  [/^(statement|note|info(rmation)?|instruction)$/, 'statement'],
];

/** Splits the options of a cell: at line breaks, `|` or `;`, or at commas and slashes where none of those stands. */
export function splitOptions(cell: string): readonly string[] {
  const by = /[\n|;]/.test(cell) ? /[\n|;]/ : /,/.test(cell) ? /,/ : /\//;
  return [...new Set(cell.split(by).map((option) => option.trim().replace(/^[-•*]\s*/, '')).filter((option) => option !== ''))];
}

const isYesNo = (options: readonly string[]) => {
  const words = options.map((option) => option.toLowerCase()).filter((option) => !isNotApplicable(option));
  return words.length === 2 && words.includes('yes') && words.includes('no');
};

/** Words for "does not apply". */
export function isNotApplicable(text: string): boolean {
  return /^(n\/?a|n\.a\.?|not applicable|does not apply|nicht zutreffend|entfällt)$/i.test(text.trim());
}

const asksYesNo = (question: string) => /^(do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must|may)\b/i.test(question.replace(/^["'“(]+/, ''));

function kindOf(row: RowText, layout: Layout, options: readonly string[]): QuestionKind {
  const said = row('kind').toLowerCase();
  const named = said === '' ? undefined : kindWords.find(([pattern]) => pattern.test(said))?.[1];
  if (options.length > 0 && isYesNo(options) && (named === undefined || named === 'single' || named === 'yes-no')) return 'yes-no';
  if (named !== undefined && !(named === 'single' && options.length === 0)) return named;
  if (options.length > 0) return 'single';
  if (/^(yes|no)$/i.test(row('compliant'))) return 'yes-no';
  if (layout === 'caiq') return 'yes-no';
  return asksYesNo(row('question')) ? 'yes-no' : 'text';
}

/**
 * Makes a question of one row. "Compliant" comes from the column that names the good answer, "No" included; where the
 * sheet has weights but this row has none, the question is asked and not scored.
 */
export function questionFromRow(row: RowText, key: string, layout: Layout, has: (field: ColumnField) => boolean): Question {
  const labels = splitOptions(row('options'));
  const kind = kindOf(row, layout, labels);
  const good = row('compliant').trim().toLowerCase();
  const weight = Number(row('weight').replace(',', '.').replace('%', ''));
  const unscored = has('weight') && !(Number.isFinite(weight) && weight > 0);
  const knockOut = /^(yes|y|true|x|1|ja)$/i.test(row('knockOut'));
  const named = kind === 'yes-no' ? ['Yes', 'No'] : kind === 'single' || kind === 'multi' ? labels.filter((label) => !isNotApplicable(label)) : [];
  const taken = new Set<string>();
  const options = named.map((label, i): Option => {
    const word = label.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
    const own = word === '' || taken.has(word) ? `${i + 1}` : word;
    taken.add(own);
    const judged = good !== '' && !unscored;
    const compliant = label.toLowerCase() === good;
    return { key: `${key}.${own}`, label, ...(judged ? { compliant } : {}), ...(judged && knockOut && !compliant ? { knockOut: true } : {}) };
  });
  const shared = has('ownership') ? 'Say in the explanation who owns this control, and what is left to the customer.' : '';
  const help = [row('help'), shared, row('whenYes') && `If yes: ${row('whenYes')}`, row('whenNo') && `If no: ${row('whenNo')}`].filter((line) => line !== '').join('\n');
  const required = row('required').toLowerCase();
  return {
    key, text: row('question'), ...(help === '' ? {} : { help }), kind, ...(options.length === 0 ? {} : { options }),
    ...(/^(no|n|false|optional|0|nein)$/.test(required) ? { optional: true } : {}),
    ...(options.length > 0 && has('explanation') ? { explain: 'if-negative' as const } : {}),
    ...(Number.isFinite(weight) && weight > 0 && options.length > 0 ? { weight } : {}),
    ...(row('ref') === '' ? {} : { reference: row('ref') }),
  };
}
