import { contentsPages } from './sections.js';
import { criteriaIn } from './criteria.js';
import { linesIn, sectionText } from './document.js';
import type { ReadDocument } from './document.js';
import type { DocumentKind, Refusal } from './extraction.js';
import { otherTitles } from './kind.data.js';
import { passageOf } from './passage.js';

const refuse = (message: string): Refusal => ({ code: 'not-an-assurance-report', message });

const coverText = (document: ReadDocument, pages: number): string => {
  const contents = contentsPages(document.lines);
  return document.lines.filter((line) => line.page <= pages && !contents.has(line.page)).map((line) => line.text).join('\n');
};

/** Words in quotation marks are somebody else's. */
const unquoted = (text: string): string => text.replace(/[“"][^”"]{40,1500}[”"]/g, ' ');

const bridgeWords = /\b(bridge|gap|comfort)[- ]letter\b|gap period/i;

/**
 * What kind of assurance document this is, or why it is none. Only text that can be seen decides. A title that says
 * something else decides against it, and so does an auditor's report that stands only in quotation marks.
 */
export const documentKind = (document: ReadDocument): DocumentKind | Refusal => {
  const all = document.lines.map((line) => line.text).join('\n');
  const flowing = unquoted(passageOf(document.lines).text);
  const cover = coverText(document, 1);
  const front = coverText(document, 2).replace(/\n/g, ' ');
  const pages = document.pages.length;
  const examined = /\b(we (have )?(examined|audited|been engaged to (examine|report))|we were engaged to (examine|report)|our examination (of|was conducted))\b/i.test(flowing);
  const opinion = /\bin our opinion\b|\b(do|does) not express (an|any) opinion|\bopinion on\b/i.test(flowing);
  const criteria = /trust services? (principles? and )?criteria|TSP section 100|(security|availability|confidentiality|processing integrity|privacy) principles?/i.test(flowing);
  const soc = /\bSOC\s*2\b|\(SOC\)\s*2\b|service organi[sz]ation control.{0,12}2\b/i.test(all);
  if (pages <= 5 && !examined && (bridgeWords.test(all) || (/material (adverse )?changes?/i.test(flowing) && /\bSOC\s*[12]\b/.test(all) && /to whom it may concern|dear|sincerely|regards/i.test(all))) && !/readiness/i.test(cover)) return 'bridge-letter';
  const other = otherTitles.find(({ pattern }) => pattern.test(cover));
  const titled = /\bSOC\s*[123]\b|\(SOC\)\s*[123]|service auditor|assurance report|service organi[sz]ation control/i.test(cover) && /\btype\s*(1|2|i|ii)\b|report on .*(controls|description|system)|independent (service )?(auditor|practitioner)/i.test(front);
  const strong = examined && opinion && criteria && document.lines.some((line) => line.section === 'auditor');
  if (other && !(titled && strong && other.name !== 'a readiness assessment')) return refuse(`The document is ${other.name}, not a SOC report or a bridge letter. Upload the independent auditor's report itself.`);
  const auditorText = unquoted(sectionText(document, 'auditor').text) || flowing.slice(0, 20_000);
  const head = `${front} ${document.furniture.slice(0, 4).map((line) => line.text).join(' ')} ${auditorText.slice(0, 6_000)}`;
  const financial = /internal controls? over financial reporting|\bAT-?C\s*(section\s*)?320\b|\bISAE\s*3402\b|SSAE\s*(No\.\s*)?16\b/i.test(head) && /control objectives?/i.test(flowing);
  if ((/\bSOC\s*1\b|\(SOC\)\s*1\b/i.test(front) || financial) && !/\bSOC\s*2\b|\(SOC\)\s*2\b/i.test(front) && (examined || opinion || /control objective/i.test(flowing))) return 'soc1';
  const general = /\bSOC\s*3\b|\(SOC\)\s*3\b|SysTrust/i.test(front) || (examined && /assertion (titled|that)|management['’]s assertion.{0,120}fairly stated/i.test(auditorText) && !/description/i.test(auditorText.slice(0, 2_500)) && !/\bSOC\s*2\b/.test(front));
  if (general && !/\bSOC\s*2\b/i.test(front) && (examined || opinion)) return 'soc3';
  if (strong && (soc || /description/i.test(auditorText))) return 'soc2';
  const coded = criteriaIn(all + document.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells.map((cell) => cell.text))).join(' ')).length;
  const reportCover = /\bSOC\s*2\b|\(SOC\)\s*2\b/i.test(front) && /\btype\s*(1|2|i|ii)\b/i.test(front) && /report on|description of|suitability of the design|relevant to/i.test(front);
  if (reportCover && !other && (linesIn(document, 'auditor').length > 3 || coded >= 8)) return 'soc2';
  return refuse(`The document holds no independent auditor's report${soc ? ', though it speaks of SOC 2' : ''}. Upload the complete SOC 1, SOC 2 or SOC 3 report, or a bridge letter.`);
};
