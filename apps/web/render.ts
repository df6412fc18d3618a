import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import runtime from 'handlebars/runtime.js';
import i18next from 'i18next';
import { byLanguage, languageChoice, languageNow, languages, type Language } from './language.js';
import { nameErrors } from './name-errors.js';
import { templateHelpers } from './template-helpers.js';

/** What the build wrote: see precompile. */
interface BuiltSite {
  readonly version: string;
  readonly assets: Readonly<Record<string, string>>;
  readonly messages: Record<string, Record<string, object>>;
  /** null: the source has problems, which the build lists (only where nothing was built) */
  readonly partials: Readonly<Record<string, object | null>>;
  readonly templates: Readonly<Record<string, object | null>>;
}

/** Who looks at a page inside. */
export interface PageUser {
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
}

/** What every page's view holds beside its own data. */
export interface PageView {
  readonly page: {
    readonly title: string;
    readonly nav?: 'home' | 'vendors' | 'requests' | 'reports' | 'coverage' | 'crosswalk' | 'programme' | 'settings';
    readonly crumbs?: readonly { readonly href: string; readonly text: string }[];
    readonly flash?: { readonly kind: 'done' | 'note' | 'warn' | 'bad'; readonly text: string; readonly title?: string };
    /** the page shows an error summary: said in the title first */
    readonly error?: boolean;
    /** the query of this page's address, for links that change one parameter */
    readonly query?: Readonly<Record<string, unknown>>;
    /** seconds until a browser without script loads the page again */
    readonly refresh?: number;
    /** one more script of assets/, as 'keys.js' on a page with rows to walk through */
    readonly script?: string;
    /** for the public side: a way back, above the heading */
    readonly back?: { readonly href: string; readonly text: string };
    /** for the public side: take the whole width */
    readonly wide?: boolean;
    /** for the public side: who is asked, beside the mark */
    readonly who?: string;
    /** for the public side: the organization on whose behalf Concord asks */
    readonly asker?: string;
  };
  readonly user?: PageUser;
  readonly csrf?: string;
  /** IANA zone in which times are shown; UTC when none is given */
  readonly zone?: string;
}

const Handlebars = runtime as unknown as typeof import('handlebars');
const site = await builtSite();

/** The version of Concord, as the package says. */
export const version: string = site.version;

const texts = i18next.createInstance();
await texts.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: site.messages as never,
  nsSeparator: false,
  showSupportNotice: false,
} as Parameters<typeof texts.init>[0]);

/** Messages cut at their values, as text, name, text, name, …, text: found and cut once, because pages say the same all the time. */
const cutTexts: Readonly<Record<Language, Map<string, readonly string[]>>> = { en: new Map(), de: new Map() };
const plurals = byLanguage((locale) => new Intl.PluralRules(locale));

/**
 * The text of a message: the first part of the key is its file, `vendors.add.title` stands in vendors.json.
 * In the language of the request that is being answered, or in English where it has no such message.
 * A `count` among the values chooses the form, as in `_zero`, `_one` and `_other`.
 * @throws Error when there is no such message, or a value that it needs was not given
 */
export function message(key: string, args: Readonly<Record<string, unknown>> = {}): string {
  const { count } = args;
  const language = languageNow();
  const known = cutTexts[language];
  const form = typeof count === 'number' ? `${key} ${count === 0 ? 'zero' : plurals().select(count)}` : key;
  let cut = known.get(form);
  if (!cut) known.set(form, (cut = cutText(key, count, language)));
  let text = cut[0]!;
  for (let at = 1; at < cut.length; at += 2) {
    const value = args[cut[at]!];
    if (value === undefined) throw new Error(`The message "${key}" needs a value for ${cut[at]}`);
    text += (value === null ? '' : String(value)) + cut[at + 1]!;
  }
  return text;
}

function cutText(key: string, count: unknown, language: string): readonly string[] {
  const dot = key.indexOf('.');
  const path = key.slice(dot + 1);
  const options = { ns: key.slice(0, dot), lng: language, skipInterpolation: true, ...(typeof count === 'number' && { count }) };
  if (dot < 1 || !texts.exists(path, options)) throw new Error(`There is no message "${key}"`);
  return texts.t(path, options).split(/\{\{(\w+)\}\}/);
}

/** Whether there is a message that takes no values under this key. */
export function hasMessage(key: string): boolean {
  const dot = key.indexOf('.');
  return texts.exists(key.slice(dot + 1), { ns: key.slice(0, dot) });
}

/** The address of an asset, with its hash. @throws Error when there is no such file */
export function asset(name: string): string {
  const hashed = Object.hasOwn(site.assets, name) ? site.assets[name] : undefined;
  if (!hashed) throw new Error(`There is no asset "${name}"`);
  return `/assets/${hashed}`;
}

const templateOf = (spec: object): HandlebarsTemplateDelegate => Handlebars.template(spec as TemplateSpecification);
const templatesOf = (specs: Readonly<Record<string, object | null>>): Readonly<Record<string, HandlebarsTemplateDelegate>> =>
  Object.fromEntries(Object.entries(specs).flatMap(([name, spec]) => (spec ? [[name, templateOf(spec)]] : [])));

const templates = templatesOf(site.templates);
const shared = {
  partials: templatesOf(site.partials),
  helpers: templateHelpers({ message, asset }) as never,
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
};

/** The languages that a vendor can choose from, on its pages. */
function languageItems() {
  const choice = languageChoice();
  return choice && { ...choice, items: languages.map((code) => ({ code, text: message(`common.languages.${code}`), here: code === choice.language })) };
}

/**
 * The HTML of a page: `name` is the template's path below pages/ without its ending.
 * Every value is escaped; a template sees own properties only.
 * @throws Error when there is no such template
 */
export function render(name: string, view: object): string {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (!template) throw new Error(`There is no page template "${name}"`);
  return nameErrors(template(view, { ...shared, data: { version: site.version, language: languageNow(), languages: languageItems() } }), nameError);
}

/** "Name: enter a text"; a question stands before what is to be done by itself. */
const nameError = (name: string, text: string): string => (name.endsWith('?')
  ? message('common.problemOfQuestion', { name, text })
  : message('common.problemOf', { name, text: languageNow() === 'en' ? text.charAt(0).toLowerCase() + text.slice(1) : text }));

async function builtSite(): Promise<BuiltSite> {
  const built = new URL('./templates.js', import.meta.url);
  if (existsSync(built)) return await import(built.href) as BuiltSite;
  // run from the sources, as tests do: nothing was built, so compile now
  const { compileSite, siteModule } = await import('./compile-site.js');
  const web = fileURLToPath(new URL('.', import.meta.url));
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  const compiled = compileSite(web);
  if (compiled.problems.length > 0) process.stderr.write(`${compiled.problems.join('\n')}\n`);
  const file = join(mkdtempSync(join(tmpdir(), 'concord-web-')), 'templates.mjs');
  writeFileSync(file, siteModule(compiled, version));
  try {
    return await import(pathToFileURL(file).href) as BuiltSite;
  } finally {
    rmSync(dirname(file), { recursive: true });
  }
}
