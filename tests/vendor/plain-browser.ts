import { Client } from '../support/client.js';

/** A page as a browser without script shows it. */
export interface Shown {
  readonly status: number;
  /** path and query */
  readonly at: string;
  readonly html: string;
  /** what can be read, without markup */
  readonly text: string;
}

type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A browser that runs no script: follows redirects, keeps cookies, and sends forms with all that stands in them. */
export class PlainBrowser extends Client {
  async open(path: string): Promise<Shown> {
    return this.follow(await this.raw('GET', path), path);
  }

  /**
   * Sends the form of a page whose action ends as given, with everything that stands in its fields.
   * @param changes fields that are typed into or chosen; undefined takes one away
   */
  async send(page: Shown, action: string | RegExp, changes: Fields = {}): Promise<Shown> {
    const form = formsOf(page.html).find((one) => (typeof action === 'string' ? one.action.endsWith(action) : action.test(one.action)));
    if (!form) throw new Error(`${page.at} (${page.status}) has no form to ${String(action)}, but ${formsOf(page.html).map((one) => one.action).join(', ')}: ${page.text.slice(0, 500)}`);
    const fields = [...form.fields.filter(([name]) => !(name in changes)).map(([name, value]) => [name, value] as [string, string]), ...Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((each) => [name, each] as [string, string])))];
    return this.follow(await this.raw('POST', form.action, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields) }), form.action);
  }

  /** Sends a form with a file in it. */
  async sendFile(page: Shown, action: string, file: { readonly name: string; readonly bytes: Uint8Array }, changes: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const form = formsOf(page.html).find((one) => one.action.endsWith(action));
    if (!form) throw new Error(`${page.at} has no form to ${action}: ${page.text.slice(0, 500)}`);
    const body = new FormData();
    for (const [name, value] of form.fields.filter(([one]) => !(one in changes) && one !== 'file')) body.append(name, value);
    for (const [name, value] of Object.entries(changes)) body.append(name, value);
    body.append('file', new Blob([Uint8Array.from(file.bytes)]), file.name);
    return this.follow(await this.raw('POST', form.action, { body }), form.action);
  }

  private async follow(response: Response, from: string): Promise<Shown> {
    const to = response.headers.get('location');
    if (response.status === 303 && to) {
      await response.text();
      return this.open(to.split('#')[0] ?? to);
    }
    const html = await response.text();
    return { status: response.status, at: from, html, text: readable(html) };
  }
}

/** What can be read of a page. */
export function readable(html: string): string {
  return decode(html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

/** The forms of a page with what stands in their fields. */
export function formsOf(html: string): readonly { readonly action: string; readonly fields: readonly (readonly [string, string])[] }[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', inner = '']) => ({ action: attribute(head, 'action') ?? '', fields: fieldsOf(inner) }));
}

function fieldsOf(html: string): [string, string][] {
  return [...html.matchAll(/<(input|textarea|select)\b([^>]*)>(?:(.*?)<\/\1>)?/gs)].flatMap(([, tag, head = '', inner = '']): [string, string][] => {
    const name = attribute(head, 'name');
    const type = attribute(head, 'type') ?? 'text';
    if (!name || type === 'file' || /\sdisabled/.test(head)) return [];
    if (tag === 'textarea') return [[name, decode(inner.replace(/^\n/, ''))]];
    if (tag === 'select') {
      const options = [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, each = '']) => each);
      const chosen = options.find((each) => /\sselected/.test(each)) ?? options[0] ?? '';
      return [[name, attribute(chosen, 'value') ?? '']];
    }
    return (type === 'radio' || type === 'checkbox') && !/\schecked/.test(head) ? [] : [[name, attribute(head, 'value') ?? '']];
  });
}

function attribute(head: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
  return found === undefined ? undefined : decode(found);
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1)));
    return ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' } as Record<string, string>)[name] ?? whole;
  });
}
