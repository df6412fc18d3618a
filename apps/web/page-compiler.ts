import Handlebars from 'handlebars';

type Code = string | object;

/** What is used here of Handlebars' generator of code, which it lets others extend. */
interface Generator {
  invokeKnownHelper(parameters: number, name: string): void;
  invokePartial(dynamic: boolean, name: string, indent: string): void;
  nameLookup(parent: string, name: string, type: string): Code;
  popStack(): Code | null;
  pushStackLiteral(code: Code | null): void;
  push(code: Code): void;
}

const { JavaScriptCompiler } = Handlebars as unknown as { JavaScriptCompiler: new () => Generator };
const program = /^container\.program\((\d+), data, 0(.*)\)$/;

/**
 * Makes `if` and `unless` conditions of JavaScript, and partials without a block calls of a function. As helpers and
 * as Handlebars' partials they make several functions and objects whenever they are met, and a table meets thousands.
 */
class PageCompiler extends JavaScriptCompiler {
  /** Handlebars makes the compilers of inner blocks by this. */
  readonly compiler = PageCompiler;

  override invokeKnownHelper(parameters: number, name: string): void {
    if (parameters !== 1 || (name !== 'if' && name !== 'unless')) return super.invokeKnownHelper(parameters, name);
    const [, otherwise, block, condition] = [this.popStack(), this.popStack(), this.popStack(), this.popStack()];
    const [held, not] = name === 'if' ? [block, otherwise] : [otherwise, block];
    this.push(['(holds(', condition, ') ? ', run(held), ' : ', run(not), ')']);
  }

  override invokePartial(dynamic: boolean, name: string, indent: string): void {
    const [hash, otherwise, block, context] = [this.popStack(), this.popStack(), this.popStack(), this.popStack()];
    const given = !isGiven(hash) ? context : !isGiven(context) ? hash : null;
    if (block === null && !dynamic && name !== '@partial-block' && given !== null) return this.push(['part(container, data, ', this.nameLookup('partials', name, 'partial'), ', ', given, ')']);
    for (const part of [context, block, otherwise, hash]) this.pushStackLiteral(part);
    super.invokePartial(dynamic, name, indent);
  }
}

const isGiven = (code: Code | null): boolean => code !== null && String(code) !== 'undefined' && String(code) !== '{}';

/** The block, run at once where the template stands. */
function run(block: Code | null): string {
  if (block === null) return '""';
  const found = program.exec(String(block));
  if (!found) throw new Error(`Handlebars makes blocks in another way than expected: ${String(block)}`);
  return `container.fn(${found[1]})(container, depth0, helpers, partials, data${found[2]})`;
}

const compiler = Object.assign(Handlebars.create(), { JavaScriptCompiler: PageCompiler });

/** What the compiled templates need beside Handlebars' runtime: what a condition holds for, and a partial with its view. */
export const runtimeSource = `
const holds = (value) => Array.isArray(value) ? value.length > 0 : Boolean(value);
const part = ({ helpers, partials, decorators, hooks, protoAccessControl }, data, partial, view) =>
  partial(view, { partial: true, data, helpers, partials, decorators, hooks, protoAccessControl });
`;

/** The JavaScript of a template, an expression to be read where {@link runtimeSource} stands. */
export function compilePage(ast: object, helpers: Iterable<string>): string {
  return String(compiler.precompile(ast, {
    knownHelpers: Object.fromEntries([...helpers].map((name) => [name, true])),
    knownHelpersOnly: true,
    explicitPartialContext: true,
    preventIndent: true,
  } as PrecompileOptions)).replaceAll(/,"loc":\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g, '');
}
