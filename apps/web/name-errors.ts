/** Messages that fit every field, so that they say nothing without the field's name. */
const general = /^(?:Enter a text|Choose one|Use at most [\d,]+ characters|Invalid |Too )/;

const line = /<a href="#([^"]+)">([^<]*)<\/a>/g;

/**
 * Names the field in each line of a page's error summary that does not say which one it means: with the words of the
 * field's own label, or of the legend around its choices. Lines that speak for themselves stay as they are.
 * @param html the page; its summary is the list after `data-error-summary`
 * @param named how a name and a message are put together; both are HTML already
 */
export function nameErrors(html: string, named: (name: string, text: string) => string): string {
  const from = html.indexOf('data-error-summary');
  const to = from < 0 ? -1 : html.indexOf('</ul>', from);
  if (to < 0) return html;
  const summary = html.slice(from, to);
  const said = [...summary.matchAll(line)].map(([, , text]) => text);
  const told = summary.replace(line, (whole, id: string, text: string) => {
    if (!general.test(text) && said.indexOf(text) === said.lastIndexOf(text)) return whole;
    const name = nameOf(html, id, to);
    return name ? `<a href="#${id}">${named(name, text)}</a>` : whole;
  });
  return html.slice(0, from) + told + html.slice(to);
}

/** The words at a field: a choice stands in a fieldset with a legend, everything else has a label. */
function nameOf(html: string, id: string, from: number): string {
  const at = html.indexOf(` id="${id}"`, from);
  if (at < 0) return '';
  const fieldset = html.lastIndexOf('<fieldset', at);
  const choice = /type="(?:radio|checkbox)"/.test(html.slice(html.lastIndexOf('<', at), at));
  if (choice && fieldset > html.lastIndexOf('</fieldset', at)) return wordsAfter(html, html.indexOf('<legend', fieldset), '</legend>');
  return wordsAfter(html, html.indexOf(` for="${id}"`, from), '</label>');
}

/** The text of an element without what is only said beside its words, as that it is optional. */
function wordsAfter(html: string, start: number, end: string): string {
  if (start < 0) return '';
  const inner = html.slice(html.indexOf('>', start) + 1, html.indexOf(end, start));
  return inner.replace(/<span[^>]*>[^<]*<\/span>/g, '').replace(/<[^>]*>/g, '').trim();
}
