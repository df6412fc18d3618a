import Handlebars from 'handlebars';

/** What a template may name. */
export interface Vocabulary {
  readonly helpers: ReadonlySet<string>;
  readonly partials: ReadonlySet<string>;
  readonly hasMessage: (key: string) => boolean;
}

interface AstNode {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number } };
  readonly [part: string]: unknown;
}

const BUILT_IN: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with', 'lookup']);
const INLINE = [
  [/\sstyle\s*=/i, 'has a style attribute; use a class or an SVG attribute, the content policy refuses inline style'],
  [/<style\b/i, 'has a style element; styles stand in assets/concord.css'],
  [/<script\b(?![^>]*\bsrc=)/i, 'has an inline script; scripts stand in assets/app.js'],
  [/\son[a-z]+\s*=\s*["']/i, 'has an inline event handler; behaviour stands in assets/app.js'],
] as const;

/**
 * Parses a template, lists what is wrong with it as "file:line: what", and makes the content of
 * block partials see the context of the page that wrote it (lexical, like the rest of a template).
 */
export function checkTemplate(source: string, file: string, words: Vocabulary): { readonly ast: object; readonly problems: readonly string[] } {
  let ast: hbs.AST.Program;
  try {
    ast = Handlebars.parse(source);
  } catch (error) {
    return { ast: {}, problems: [`${file}:${/line (\d+)/.exec(String(error))?.[1] ?? 1}: ${String(error)}`] };
  }
  const problems: string[] = [];
  for (const node of nodes(ast)) {
    for (const what of nodeProblems(node, words)) problems.push(`${file}:${node.loc.start.line}: ${what}`);
    bindCaller(node);
  }
  return { ast, problems };
}

function* nodes(node: unknown): Generator<AstNode> {
  if (Array.isArray(node)) {
    for (const each of node) yield* nodes(each);
  } else if (node && typeof node === 'object' && 'type' in node) {
    yield node as AstNode;
    for (const part of Object.values(node)) yield* nodes(part);
  }
}

function nodeProblems(node: AstNode, words: Vocabulary): string[] {
  switch (node.type) {
    case 'ContentStatement':
      return INLINE.filter(([pattern]) => pattern.test(String(node['original']))).map(([, what]) => what);
    case 'MustacheStatement':
      return [...(node['escaped'] === false ? ['unescaped {{{ }}} is not allowed'] : []), ...callProblems(node, words)];
    case 'SubExpression':
    case 'BlockStatement':
      return callProblems(node, words);
    case 'PartialStatement':
    case 'PartialBlockStatement': {
      const name = original(node['name']);
      return name === '@partial-block' || words.partials.has(name) ? [] : [`unknown partial "${name}"`];
    }
    default:
      return [];
  }
}

function callProblems(node: AstNode, words: Vocabulary): string[] {
  const name = original(node['path']);
  const params = node['params'] as readonly AstNode[];
  const called = params.length > 0 || node['hash'] !== undefined || node.type === 'SubExpression';
  const known = words.helpers.has(name) || BUILT_IN.has(name);
  if (called && !known) return [`unknown helper "${name}"`];
  if (!called && known) return [`"${name}" is a helper; to show a field of that name write this.${name}`];
  const key = params[0];
  if (name === 't' && key?.type === 'StringLiteral' && !words.hasMessage(String(key['value']))) {
    return [`unknown message "${String(key['value'])}"; add it to messages/en`];
  }
  return [];
}

function bindCaller(node: AstNode): void {
  const open = node as unknown as { type: string; name: unknown; params: object[]; hash?: { type: 'Hash'; pairs: object[]; loc: object }; loc: object };
  const path = (name: string): object => ({ type: 'PathExpression', data: false, depth: 0, parts: name === 'this' ? [] : [name], original: name, loc: open.loc });
  if (open.type === 'PartialBlockStatement') {
    open.hash ??= { type: 'Hash', pairs: [], loc: open.loc };
    open.hash.pairs.push({ type: 'HashPair', key: 'caller', value: path('this'), loc: open.loc });
  }
  if (open.type === 'PartialStatement' && original(open.name) === '@partial-block' && open.params.length === 0) open.params.push(path('caller'));
}

function original(path: unknown): string {
  return String((path as { readonly original?: unknown } | undefined)?.original ?? '');
}
