import Handlebars from 'handlebars';

type Code = string | object;

/** What is used here of Handlebars' generator of code, which it lets others extend. */
interface Generator {
  readonly source: { functionCall(name: Code, type: 'call', parameters: readonly Code[]): Code };
  invokeKnownHelper(parameters: number, name: string): void;
  setupHelper(parameters: number, name: string): { readonly name: Code; readonly callParams: readonly Code[] };
  popStack(): Code | null;
  push(code: Code): void;
}

const { JavaScriptCompiler } = Handlebars as unknown as { JavaScriptCompiler: new () => Generator };
const program = /^container\.program\((\d+), data, 0(.*)\)$/;

/**
 * Makes `if` and `unless` conditions of JavaScript. As helpers each of them costs two functions and three objects
 * whenever it is met, and a table meets thousands.
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
}

/** The block, run at once where the template stands. */
function run(block: Code | null): string {
  if (block === null) return '""';
  const found = program.exec(String(block));
  if (!found) throw new Error(`Handlebars makes blocks in another way than expected: ${String(block)}`);
  return `container.fn(${found[1]})(container, depth0, helpers, partials, data${found[2]})`;
}

const compiler = Object.assign(Handlebars.create(), { JavaScriptCompiler: PageCompiler });

/** What the compiled templates need beside Handlebars' runtime: what a condition holds for. */
export const runtimeSource = 'const holds = (value) => Array.isArray(value) ? value.length > 0 : Boolean(value);';

/** The JavaScript of a template, an expression to be read where {@link runtimeSource} stands. */
export function compilePage(ast: object, helpers: Iterable<string>): string {
  return String(compiler.precompile(ast, {
    knownHelpers: Object.fromEntries([...helpers].map((name) => [name, true])),
    knownHelpersOnly: true,
    explicitPartialContext: true,
    preventIndent: true,
  } as PrecompileOptions)).replaceAll(/,"loc":\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g, '');
}
