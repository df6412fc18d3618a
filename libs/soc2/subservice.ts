import { linesIn, sectionAt, sectionText } from './document.js';
import type { ReadDocument } from './document.js';
import type { Subservice, Warning } from './extraction.js';
import { pageAt, passageOf, quoteAt, sentencesOf } from './passage.js';
import type { Passage } from './passage.js';

type Method = Subservice['method'];

const carveOut = /carve(?:d)?[- ]?out|does not disclose the actual controls|did not (?:include|extend to)|does not (?:include|extend to)|do(?:es)? not include (?:the )?(?:description of )?(?:the )?controls|exclud(?:es|ed|ing)|not included in the scope|have not evaluated/i;
const inclusive = /inclusive method|inclusive (?:basis|of the)|our examination included the services|description includes (?:those elements|the (?:relevant )?(?:controls|services|aspects))|includes? (?:the )?controls (?:of|at|performed by)/i;

/** How a text says that a subservice organization is treated; the wording often lacks the word "carve-out". */
export const methodIn = (text: string): Method => {
  const [out, within] = [carveOut.test(text), inclusive.test(text)];
  if (out && within) return /carve(?:d)?[- ]?out/i.test(text) && !/inclusive method/i.test(text) ? 'carve-out' : /inclusive method/i.test(text) && !/carve(?:d)?[- ]?out/i.test(text) ? 'inclusive' : 'unknown';
  return out ? 'carve-out' : within ? 'inclusive' : 'unknown';
};

interface Mention {
  readonly name: string;
  readonly service: string | null;
  readonly at: number;
  readonly length: number;
}

const orgName = String.raw`([\p{Lu}\d][\p{L}\d&.'’+/ -]*?(?:,\s+(?:Inc|LLC|Ltd|L\.P|LP|Corp|Co|GmbH|B\.V|S\.A|plc)\.?)?(?:\s*\([“"]?[^)]{1,60}[”"]?\))?)`;
const serviceTail = String.raw`(?:,?\s*(?:to provide|to perform|to host|to deliver|to support|to supply|for (?:its |the )?|who provides?|which provides?|that provides?|providing|as (?:its|a|an)|to manage))\s*([^.;]{3,160}?)(?=[.;]|\s+\(the\b|,\s+(?:and|but)\s+the\s+description|\s+The description|$)`;

const patterns: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:uses?|utili[sz]es?|engages?|relies on|rely on|contracts? with|outsources? \w+ to|has engaged)\s+(?:the\s+)?(?:(?:a|an|the following|certain|one|its)\s+)?(?:third[- ]party\s+)?sub-?service\s+(?:organi[sz]ations?|providers?)\s*,?\s*(?:\([^)]*\)\s*,?\s*)?(?:named|namely|called|identified as|as follows:?)?\s*[:,]?\s*${orgName}\s*,?${serviceTail}`, 'gu'),
  new RegExp(String.raw`\b(?:uses?|utili[sz]es?|engages?|relies on|rely on|contracts? with|has engaged)\s+(?:the services of\s+)?${orgName}\s*,?\s*(?:\([^)]*\)\s*)?(?:,?\s*as\s+)?(?:,\s*)?(?:(?:a|an|both|its)\s+)?(?:third[- ]party\s+)?sub-?service\s+(?:organi[sz]ations?|providers?)\s*,?\s*(?:\([^)]*\)\s*,?)?${serviceTail}`, 'gu'),
  new RegExp(String.raw`\b${orgName}\s*,?\s+(?:is|are)\s+(?:a|an|the)?\s*sub-?service\s+(?:organi[sz]ations?|providers?)\s*,?\s*(?:that|which|who)?\s*(?:provides?|providing|used (?:for|to))\s+([^.;]{3,140}?)(?=[.;]|$)`, 'gu'),
];

/** "Acme utilizes Amazon Web Services (AWS) to provide hosting": counts only where the next sentences call it a subservice organization. */
const plainUse = new RegExp(String.raw`\b(?:uses?|utili[sz]es?|engages?|relies on|contracts? with|has engaged)\s+(?:the services of\s+)?${orgName}\s*,?${serviceTail}`, 'gu');

const several = new RegExp(String.raw`\b(?:uses?|utili[sz]es?|engages?|relies on)\s+(?:the following\s+)?(?:the\s+)?(?:sub-?service\s+(?:organi[sz]ations?|providers?)\s*[:,]?\s*)?((?:${orgName}\s+(?:for|to provide)\s+[^.;,]{3,90}(?:,\s*(?:and\s+)?|\s+and\s+|;\s*))+${orgName}\s+(?:for|to provide)\s+[^.;,]{3,90})`, 'gu');

const notNames = /^(?:the|a|an|this|these|our|its|subservice|sub-service|organization|certain|third|section|company|management|service|user|we|description|complementary|controls?|and|following|such|both)$/i;

const tidyName = (text: string): string => text.replace(/[“”"]/g, '').replace(/\s+/g, ' ').replace(/\s+,/g, ',').replace(/^(?:the|by|of)\s+/i, '').replace(/[,;:\s]+$/, '').trim();
const tidyService = (text: string): string => text.replace(/\s+/g, ' ').replace(/^(?:its|the)\s+/i, '').replace(/\s+(?:services?)?\s*\(.*$/, (m) => (/services/.test(m) ? ' services' : '')).replace(/[,\s]+$/, '').trim();

const acceptable = (name: string): boolean => name.length >= 2 && name.length <= 90 && /\p{Lu}/u.test(name) && !notNames.test(name.split(' ')[0] ?? '') && !/\bsub-?service\b/i.test(name);

const mentionsIn = (passage: Passage, scope: boolean): readonly Mention[] => {
  const found: Mention[] = [];
  for (const match of passage.text.matchAll(several)) {
    const parts = (match[1] ?? '').split(/\s*(?:;|,(?:\s*and\s+)?|\s+and\s+)(?=\s*\p{Lu}[^,;]{1,80}\s+(?:for|to provide)\s)/u);
    if (parts.length < 2) continue;
    for (const part of parts) {
      const split = /^(.{2,90}?)\s+(?:for|to provide)\s+(.{3,90})$/u.exec(part.trim());
      const name = tidyName(split?.[1] ?? '');
      if (split && acceptable(name)) found.push({ name, service: tidyService(split[2] ?? ''), at: match.index, length: match[0].length });
    }
  }
  if (found.length > 0) return found;
  const named = patterns.some((pattern) => passage.text.search(pattern) >= 0);
  for (const pattern of scope && !named ? [plainUse] : patterns)
    for (const match of passage.text.matchAll(pattern)) {
      if (pattern === plainUse && (!/sub-?service/i.test(passage.text.slice(match.index, match.index + match[0].length + 500)))) continue;
      const name = tidyName(match[1] ?? '');
      const service = tidyService(match[2] ?? '');
      const names = name.includes(' and ') && !/&|,\s+(?:Inc|LLC)/.test(name) ? name.split(/\s+and\s+/) : [name];
      for (const one of names) if (acceptable(one)) found.push({ name: one, service: service || null, at: match.index, length: match[0].length });
    }
  return found;
};

const key = (name: string): string => name.toLowerCase().replace(/\([^)]*\)/g, '').replace(/\b(?:inc|llc|ltd|corp|corporation|co|gmbh|limited)\b\.?/g, '').replace(/[^\p{L}\p{N}]+/gu, '');

/** Short form that a name defines in brackets: "Amazon Web Services, Inc. (AWS)" gives AWS. */
export const shortName = (name: string): string | null => /\(\s*(?:the\s+)?[“"]?([^)”"]{2,40})[”"]?\s*\)/.exec(name)?.[1]?.trim() ?? null;

const same = (a: string, b: string): boolean => {
  const [x, y] = [key(a), key(b)];
  const [p, q] = [shortName(a), shortName(b)];
  return x === y || (x.length > 3 && y.length > 3 && (x.startsWith(y) || y.startsWith(x))) || (p !== null && key(p) === y) || (q !== null && key(q) === x);
};

/** Words after a mention, up to the next organization, that say how it is treated. */
const contextOf = (passage: Passage, mention: Mention, all: readonly Mention[]): string => {
  const next = all.map((m) => m.at).filter((at) => at > mention.at + 5).sort((a, b) => a - b)[0];
  const rest = passage.text.slice(mention.at, Math.min(next ?? Number.POSITIVE_INFINITY, mention.at + 1_800));
  const stop = /\b(?:complementary user[- ]entity controls|Service Organization['’]s Responsibilities)\b/.exec(rest.slice(40));
  return stop ? rest.slice(0, stop.index + 40) : rest;
};

const fromTables = (document: ReadDocument): readonly (Omit<Subservice, 'method'> & { readonly method: Method })[] =>
  document.tables.flatMap(({ table, roles, rows }) => {
    const organization = roles.indexOf('organization');
    if (organization < 0 || roles.includes('test') || roles.includes('result') || sectionAt(document, table.page, table.y0) === 'other') return [];
    if (!/sub-?service/i.test(table.rows.slice(0, 2).flatMap((row) => row.cells.map((cell) => cell.text)).join(' ')) ) return [];
    const [service, method] = [roles.indexOf('service'), roles.indexOf('method')];
    return rows.flatMap((row) => {
      const name = tidyName(row.cells[organization]?.text ?? '');
      if (!acceptable(name) || row.spanning) return [];
      return [{ name, service: service < 0 ? null : row.cells[service]?.text || null, method: method < 0 ? 'unknown' as const : methodIn(row.cells[method]?.text ?? ''), page: row.page, quote: row.cells.map((cell) => cell.text).join(' | ').slice(0, 300) }];
    });
  });

/** Subservice organizations and how each is treated, from the scope paragraphs, the assertion, the description and its tables. */
export const readSubservice = (document: ReadDocument, own: string): { readonly organizations: readonly Subservice[]; readonly warnings: readonly Warning[] } => {
  const auditor = sectionText(document, 'auditor');
  const description = passageOf(linesIn(document, 'description'));
  const assertion = sectionText(document, 'assertion');
  const merged: Subservice[] = [];
  const add = (next: Subservice): void => {
    const at = merged.findIndex((other) => same(other.name, next.name));
    const known = merged[at];
    if (!known) return void merged.push(next);
    const name = shortName(known.name) || key(known.name).length >= key(next.name).length ? known.name : next.name;
    merged[at] = { ...known, name, service: known.service ?? next.service, method: known.method === 'unknown' ? next.method : known.method };
  };
  for (const passage of [auditor, assertion, description]) {
    const mentions = mentionsIn(passage, passage !== description).filter((mention) => key(mention.name) !== key(own));
    if (passage === description && merged.length > 0) {
      for (const mention of mentions) if (merged.some((m) => same(m.name, mention.name))) add({ name: mention.name, service: mention.service, method: methodIn(contextOf(passage, mention, mentions)), page: pageAt(passage, mention.at), quote: quoteAt(passage, mention.at, mention.length) });
      continue;
    }
    for (const mention of mentions) add({ name: mention.name, service: mention.service, method: methodIn(contextOf(passage, mention, mentions)), page: pageAt(passage, mention.at), quote: quoteAt(passage, mention.at, Math.max(mention.length, 200)) });
  }
  const scoped = merged.length > 0;
  for (const row of fromTables(document)) if (!scoped || merged.some((m) => same(m.name, row.name))) add(row);
  const whole = [auditor, assertion, description].map((p) => p.text).join(' ');
  const sentences = sentencesOf(whole);
  const general = methodIn(sentences.filter((s) => /sub-?service/i.test(s.text)).map((s) => s.text).join(' '));
  const organizations = merged.map((organization) => {
    if (organization.method !== 'unknown') return organization;
    const short = shortName(organization.name) ?? organization.name;
    const about = methodIn(sentences.filter((s) => s.text.includes(short) && carveOrInclusive(s.text)).map((s) => s.text).join(' '));
    return { ...organization, method: about !== 'unknown' ? about : general };
  });
  const warnings: Warning[] = organizations.filter((o) => o.method === 'unknown').map((o) => ({ code: 'subservice-method-not-stated', message: `The report does not say whether ${o.name} is carved out or included.`, page: o.page }));
  return { organizations, warnings };
};

const carveOrInclusive = (text: string): boolean => carveOut.test(text) || inclusive.test(text);
