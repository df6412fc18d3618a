import { linesIn, sectionText } from './document.js';
import type { ReadDocument } from './document.js';
import type { Found, Warning } from './extraction.js';
import { foundAt, passageOf } from './passage.js';
import type { Passage } from './passage.js';

/** Words that a company's name ends with. */
export const companyForm = /\b(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|PLC|plc|LP|LLP|GmbH|AG|SE|S\.A|SA|SAS|B\.V|BV|N\.V|AB|ApS|A\/S|AS|Oy|Pty|Pte|S\.r\.l|Srl|KG|UG|KK)\b\.?/;

const name = String.raw`([\p{L}\d][^“”"()\n]{1,140}?)`;
const possessive = String.raw`(?:['’]s|['’](?=\s))`;
const paren = String.raw`(?:\s*[,]?\s*\([^)]{1,220}\))*`;
const systemEnd = String.raw`(?=\s*(?:,?\s*(?:found in|titled|entitled|throughout|as of|as at|for the period|for processing|for providing|\(|set forth|in section|in the (?:accompanying|attached)|included|presented|based on|and (?:the|on the) suitability|and on the|during|provided|dated|relevant to|prepared)|[.;“"]))`;
const system = String.raw`(?:its|their|the)\s+(.{2,160}?)${systemEnd}`;

interface Parties {
  readonly organization: string | null;
  readonly system: string | null;
  readonly at: number;
  readonly length: number;
}

const patterns: readonly { readonly pattern: RegExp; readonly organization: number | null; readonly system: number | null }[] = [
  { pattern: new RegExp(String.raw`\b(?:examined|examine|report on)\s+(?:the\s+)?${name}${possessive}${paren}\s*,?\s*(?:\([^)]*\)\s*)?(?:management['’]s\s+)?(?:accompanying\s+|attached\s+)?(?:system\s+)?description\s+(?:of|for)\s+${system}`, 'iu'), organization: 1, system: 2 },
  { pattern: new RegExp(String.raw`\b(?:examined|examine|report on)\s+(?:the\s+)?(?:accompanying\s+|attached\s+)?(?:description\s+)?(?:of\s+)?(?:[^“"]{0,60})(?:titled|entitled)\s+[“"']+\s*(?:Description of\s+)?${name}${possessive}\s+Description\s+of\s+(?:Its|Their|the)\s+([^”"]{2,160}?)[”"]`, 'iu'), organization: 1, system: 2 },
  { pattern: new RegExp(String.raw`\b(?:examined|examine|report on)\s+(?:management['’]s\s+)?(?:the\s+)?(?:accompanying\s+|attached\s+)?description\s+of\s+${name}${possessive}${paren}\s+(.{2,160}?)${systemEnd}`, 'iu'), organization: 1, system: 2 },
  { pattern: new RegExp(String.raw`\b(?:examined|examine|report on)\s+(?:management['’]s\s+)?(?:the\s+)?(?:accompanying\s+|attached\s+)?description\s+of\s+the\s+(.{2,140}?)\s+(?:of|provided by|operated by|at)\s+([\p{Lu}\d][^“”"()]{1,120}?)(?=\s*(?:\(|throughout|as of|as at|for the period|titled|,\s+(?:throughout|as of)|based on))`, 'iu'), organization: 2, system: 1 },
  { pattern: new RegExp(String.raw`\b(?:examined|examine)\s+(?:the\s+)?${name}${possessive}${paren}\s*(?:management['’]s\s+)?(?:accompanying\s+|attached\s+)?(?:assertion|description)\b`, 'iu'), organization: 1, system: null },
  { pattern: new RegExp(String.raw`[“"]\s*${name}${possessive}\s+Description\s+of\s+(?:Its|Their|the)\s+([^”"]{2,160}?)[”"]`, 'iu'), organization: 1, system: 2 },
  { pattern: new RegExp(String.raw`\breport\s+on\s+(?:the\s+)?${name}${possessive}\s+(?:management['’]s\s+)?description\s+of\s+${system}`, 'iu'), organization: 1, system: 2 },
];

const tidy = (text: string): string => text.replace(/\s+/g, ' ').replace(/^(?:the|management of|our|accompanying)\s+/i, '').replace(/[,;:\s]+$/, '').trim();

const generic = /^(?:system|services?|company|service organization|description|controls?|entity|organization|management)$/i;

const readIn = (passage: Passage): Parties | null => {
  for (const { pattern, organization, system: systemGroup } of patterns) {
    const match = pattern.exec(passage.text);
    if (!match) continue;
    const org = organization === null ? null : tidy(match[organization] ?? '');
    const sys = systemGroup === null ? null : tidy((match[systemGroup] ?? '').replace(/^(?:its|the)\s+/i, ''));
    if (org && (generic.test(org) || org.length > 120)) continue;
    return { organization: org, system: sys && !generic.test(sys) ? sys : null, at: match.index, length: match[0].length };
  }
  return null;
};

const addressee = /\bTo(?: the)?:?\s+(?:(?:the\s+)?(?:management|board of directors|directors|members|shareholders|executive management|audit committee|managing directors?)(?:\s+(?:and|&)\s+(?:the\s+)?(?:management|board of directors|directors|stakeholders))?\s+(?:of|at)\s+)?(?:the\s+)?([\p{Lu}\d][^:\n()“]{2,100}?)(?=\s*(?:[:(“]|Scope\b|We\b|$))/u;

/** Parts a defined short form from a name: "Acme, Inc. (Acme)". */
const plain = (text: string): string => tidy(text.replace(/\s*\([^)]*\)\s*$/, ''));

/** The system's owner and name: from the scope sentence, the title of the description, the addressee, or the cover. */
export const readParties = (document: ReadDocument): { readonly serviceOrganization: Found<string> | null; readonly systemName: Found<string> | null; readonly warnings: readonly Warning[] } => {
  const auditorLines = linesIn(document, 'auditor');
  const auditor = passageOf(auditorLines);
  const front = passageOf(linesIn(document, 'front').filter((line) => line.page <= 2));
  const assertion = sectionText(document, 'assertion');
  const places = [auditor, front, assertion].map((passage) => ({ passage, read: readIn(passage) }));
  const withOrganization = places.find(({ read }) => read?.organization);
  const withSystem = places.find(({ read }) => read?.system);
  const to = addresseeIn(auditorLines);
  let serviceOrganization = withOrganization?.read?.organization ? foundAt(plain(withOrganization.read.organization), withOrganization.passage, withOrganization.read.at, withOrganization.read.length) : null;
  if (to && (!serviceOrganization || (to.value.length > serviceOrganization.value.length && to.value.toLowerCase().startsWith(serviceOrganization.value.toLowerCase())))) serviceOrganization = to;
  if (!serviceOrganization) {
    const line = linesIn(document, 'front').find((l) => l.page === 1 && companyForm.test(l.text) && l.text.length < 80);
    if (line) serviceOrganization = { value: tidy(line.text.replace(/^(?:prepared for|report for)\s*:?\s*/i, '')), page: line.page, quote: line.text, confidence: 'weak' };
  }
  const systemName = withSystem?.read?.system ? foundAt(withSystem.read.system, withSystem.passage, withSystem.read.at, withSystem.read.length) : null;
  const warnings: Warning[] = [];
  if (!serviceOrganization) warnings.push({ code: 'organization-not-found', message: 'The service organization could not be read.', page: null });
  return { serviceOrganization, systemName, warnings };
};

/** "To the Management of …" at the head of the auditor's report; the name may stand on the next line. */
const addresseeIn = (lines: readonly { readonly text: string; readonly page: number }[]): Found<string> | null => {
  const at = lines.slice(0, 14).findIndex((line) => /^to\b(?: the)?:?\s*(?:the\s+)?(?:management|board|directors|members|[\p{Lu}])/iu.test(line.text.trim()) && line.text.length < 140);
  if (at < 0) return null;
  const line = lines[at];
  const next = lines[at + 1];
  if (!line) return null;
  const joined = /\b(?:of|at|and)$/.test(line.text.trim()) && next ? `${line.text} ${next.text}` : line.text;
  const value = addressee.exec(joined)?.[1];
  return value && !generic.test(value.trim()) && !/^(?:the )?(?:management|board)/i.test(value) ? { value: plain(value.replace(/[.]$/, (dot) => (companyForm.test(value.slice(-6)) ? dot : ''))), page: line.page, quote: joined, confidence: 'likely' } : null;
};
