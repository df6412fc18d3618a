import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { checkTemplate } from './check-template.js';
import type { Vocabulary } from './check-template.js';
import { compilePage, runtimeSource } from './page-compiler.js';
import { templateHelpers } from './template-helpers.js';

type Messages = Record<string, Record<string, object>>;

/** Everything that pages are made of, checked: compiled templates as source text, messages, assets. */
export interface Site {
  readonly templates: Readonly<Record<string, string>>;
  readonly partials: Readonly<Record<string, string>>;
  readonly messages: Messages;
  /** what is wrong, as "file:line: what"; a template with problems is compiled to null */
  readonly problems: readonly string[];
  readonly assets: readonly { readonly name: string; readonly hashed: string; readonly path: string }[];
}

/**
 * Compiles the templates below `web` (pages, partials, layouts), reads messages and hashes assets.
 * A page template is named by its path below pages/ (`vendors/list`), a partial or layout by its file name.
 * Everything that is wrong with them is listed, so that a build can show all of it at once.
 * @throws Error when a message file is not JSON
 */
export function compileSite(web: string): Site {
  const messages = readMessages(join(web, 'messages'));
  const pages = files(join(web, 'pages'), '.hbs');
  const parts = [...files(join(web, 'partials'), '.hbs'), ...files(join(web, 'layouts'), '.hbs')];
  const words: Vocabulary = {
    helpers: new Set(Object.keys(templateHelpers({ message: String, asset: String }))),
    partials: new Set(parts.map((path) => basename(path, '.hbs'))),
    hasMessage: (key) => hasMessage(messages, key),
  };
  const problems: string[] = [...twice(parts), ...unknownMessagesInCode(web, words)];
  const compile = (path: string): string => {
    const checked = checkTemplate(readFileSync(path, 'utf8').trimEnd(), relative(web, path), words);
    problems.push(...checked.problems);
    return checked.problems.length > 0 ? 'null' : compilePage(checked.ast, words.helpers);
  };
  return {
    templates: Object.fromEntries(pages.map((path) => [relative(join(web, 'pages'), path).slice(0, -4).split(sep).join('/'), compile(path)])),
    partials: Object.fromEntries(parts.map((path) => [basename(path, '.hbs'), compile(path)])),
    messages,
    assets: files(join(web, 'assets'), '').map((path) => ({ name: basename(path), hashed: hashedName(path), path })),
    problems,
  };
}

/** The site as one ES module that needs Handlebars' runtime only. */
export function siteModule(site: Site, version: string): string {
  const record = (specs: Readonly<Record<string, string>>): string => `{\n${Object.entries(specs).map(([name, spec]) => `${JSON.stringify(name)}: ${spec}`).join(',\n')}\n}`;
  return [
    runtimeSource,
    `export const version = ${JSON.stringify(version)};`,
    `export const assets = ${JSON.stringify(Object.fromEntries(site.assets.map(({ name, hashed }) => [name, hashed])))};`,
    `export const messages = ${JSON.stringify(site.messages)};`,
    `export const partials = ${record(site.partials)};`,
    `export const templates = ${record(site.templates)};`,
    '',
  ].join('\n');
}

function files(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function twice(parts: readonly string[]): string[] {
  const names = parts.map((path) => basename(path));
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name}:1: two partials have this name`);
}

function hashedName(path: string): string {
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 10);
  return `${basename(path, extname(path))}.${hash}${extname(path)}`;
}

function readMessages(folder: string): Messages {
  const messages: Messages = {};
  for (const path of files(folder, '.json')) {
    const [language = '', file = ''] = relative(folder, path).split(sep);
    try {
      (messages[language] ??= {})[basename(file, '.json')] = JSON.parse(readFileSync(path, 'utf8')) as object;
    } catch (error) {
      throw new Error(`messages/${language}/${file} is not JSON: ${String(error)}`, { cause: error });
    }
  }
  return messages;
}

function hasMessage(messages: Messages, key: string): boolean {
  const [namespace = '', ...path] = key.split('.');
  const last = path.pop() ?? '';
  let node: unknown = messages['en']?.[namespace];
  for (const step of path) node = (node as Record<string, unknown> | undefined)?.[step];
  const texts = (node ?? {}) as Record<string, unknown>;
  return [last, `${last}_one`, `${last}_other`].some((name) => typeof texts[name] === 'string');
}

function unknownMessagesInCode(web: string, words: Vocabulary): string[] {
  const problems: string[] = [];
  for (const path of files(web, '.ts').filter((each) => !each.endsWith('.test.ts'))) {
    const code = readFileSync(path, 'utf8');
    if (!/import \{[^}]*\bmessage\b[^}]*\} from '[^']*\/render\.js'/.test(code)) continue;
    code.split('\n').forEach((line, index) => {
      for (const [, key = ''] of line.matchAll(/\bmessage\(\s*'([a-z][\w.-]*)'/g)) {
        if (!words.hasMessage(key)) problems.push(`${relative(web, path)}:${index + 1}: unknown message "${key}"; add it to messages/en`);
      }
    });
  }
  return problems;
}
