import { suggester, type Suggestion } from '#libs/crosswalk/suggest.js';
import { answering, BadInput, type CommandAnswer } from './answer.js';
import { catalogHere } from './catalog-here.js';
import { jsonOf } from './input.js';
import { table } from './table.js';

/**
 * `concord suggest TEXT`: the common controls that a control statement or a question speaks of, five at most. `-` takes a
 * JSON array of texts on standard input and answers with an array of such lists.
 */
export function suggest(text: string, options: { readonly json?: boolean } = {}): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const ranked = suggester(catalogHere());
    if (text !== '-') {
      const found = ranked(text);
      return { out: json ? `${JSON.stringify(found, null, 1)}\n` : tableOf(found), err: found.length === 0 && !json ? 'No common control shares a word with it.\n' : '' };
    }
    const texts = await jsonOf('-');
    if (!Array.isArray(texts)) throw new BadInput('texts.invalid', 'Standard input has to be a JSON array of texts.');
    const wrong = texts.findIndex((one) => typeof one !== 'string');
    if (wrong !== -1) throw new BadInput('texts.invalid', `[${wrong}] is no text. Standard input has to be a JSON array of texts.`, { index: wrong });
    return { out: `${JSON.stringify((texts as string[]).map((one) => ranked(one)))}\n` };
  });
}

function tableOf(found: readonly Suggestion[]): string {
  if (found.length === 0) return '';
  return table(['control', 'score', 'title', 'matched', 'requirements'], found.map(({ control, score, title, matched, requirements }) =>
    [control, score.toFixed(2), title, matched.join(' '), Object.entries(requirements).map(([framework, ids]) => `${framework} ${ids.slice(0, 3).join(' ')}${ids.length > 3 ? ' …' : ''}`).join('; ')]));
}
