/** The kinds of files that can be kept beside what a person enters by hand. */
export const byHandSuffixes = ['pdf', 'docx', 'xlsx', 'png', 'jpg', 'jpeg', 'zip', 'txt'] as const;

/**
 * What a form says of a document that is entered by hand: its fields, and the requirements it speaks of. A line of
 * `requirements` names a framework and then its requirements ("iso27001 A.5.1, A.5.2"; "iso27001 A.5.*" stands for all that
 * begin so); `controls` lists common controls.
 * @param field the text of a field, undefined where it is empty
 */
export function byHandOf(field: (name: string) => string | undefined): Record<string, unknown> {
  const lines = (field('requirements') ?? '').split(/[\r\n]+/).map((line) => line.trim().split(/[\s,;:]+/).filter(Boolean)).filter(({ length }) => length > 0);
  const requirements = lines.flatMap(([framework = '', ...ids]) => ids.map((id) => ({ framework: framework.toLowerCase(), id })));
  const controls = (field('controls') ?? '').split(/[\s,;]+/).filter(Boolean).map((id) => ({ framework: null, id: id.toUpperCase() }));
  const needed = Object.fromEntries(['kind', 'issuer', 'scope', 'issued'].map((name) => [name, field(name) ?? '']));
  const optional = Object.fromEntries(['from', 'until', 'note', 'verdict'].flatMap((name) => (field(name) ? [[name, field(name)]] : [])));
  return { ...needed, ...optional, targets: [...requirements, ...controls] };
}
