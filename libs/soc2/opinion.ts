import { criteriaIn } from './criteria.js';
import { linesIn } from './document.js';
import type { ReadDocument } from './document.js';
import type { Found, Opinion, Warning } from './extraction.js';
import { foundAt, passageOf, quoteAt, sentencesOf } from './passage.js';
import type { Passage } from './passage.js';
import { bareTitle, reportHeading } from './sections.js';
import type { SectionLine } from './sections.js';

export interface OpinionRead {
  readonly opinion: Found<Opinion> | null;
  readonly criteria: readonly string[] | null;
  readonly on: readonly ('description' | 'design' | 'operation')[];
  readonly warnings: readonly Warning[];
}

interface Block {
  readonly kind: 'opinion' | 'basis';
  readonly title: string;
  readonly lines: readonly SectionLine[];
}

/** The parts of the auditor's report that stand under an Opinion or Basis heading. */
const blocksOf = (lines: readonly SectionLine[]): readonly Block[] => {
  const blocks: { kind: 'opinion' | 'basis' | 'other'; title: string; lines: SectionLine[] }[] = [];
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    const starts = previous === undefined || /[.:;—–-]\s*$|^.{0,90}$/.test(previous.text);
    const kind = starts ? reportHeading(line.text) : null;
    if (kind) blocks.push({ kind, title: bareTitle(line.text), lines: [] });
    else blocks.at(-1)?.lines.push(line);
  });
  return blocks.filter((block): block is { kind: 'opinion' | 'basis'; title: string; lines: SectionLine[] } => block.kind !== 'other');
};

const modifiedTitle = (title: string): Opinion | null =>
  /\bdisclaim/i.test(title) ? 'disclaimer' : /\badverse\b/i.test(title) ? 'adverse' : /\b(?:qualified|modified|except)\b/i.test(title) ? 'qualified' : null;

const disclaims = /\b(?:we )?(?:do|did|does) not,? (?:and cannot,? )?express,? (?:an|any) opinion\b|\bwe (?:therefore |accordingly |thus )?(?:express no|cannot express an(?:y)?|can not express an(?:y)?) opinion\b|\bwe (?:disclaim|are unable to express|were unable to express|have not been able to obtain sufficient appropriate evidence)|\bno opinion is expressed\b/i;
/** What a Type I report, or the unaudited part, is left out of; no disclaimer of the opinion itself. */
const partOnly = /accordingly,?\s+(?:we )?(?:do|did) not express (?:an|any) opinion (?:thereon|on (?:it|them|the operating))|opinion (?:thereon|on the operating effectiveness|on (?:it|this information|that information|the information))/i;
const fails = /\b(?:does|do|did) not (?:fairly )?present|\b(?:was|were) not (?:suitably )?(?:designed|implemented)|\b(?:did|do|does|were|was|has|have) not (?:operat(?:e|ing|ed)) effectively|\bnot (?:operating|operate) effectively|\bnot (?:suitably designed|effective)\b/i;
const exceptWords = /\bexcept(?:ing|ed)? (?:for|that)\b|\bexcept as (?:noted|described|discussed|set out)\b|\bsubject to (?:the |our )?(?:matters?|effects?|qualifications?|exceptions?|reservations?)\b|\b(?:apart|aside) from (?:the )?(?:matters?|effects?|exceptions?)\b|\bsave for\b|\bqualified (?:only )?(?:by|in respect of|with respect to)\b|\bwith the exceptions? of\b|\bother than (?:the )?(?:matters?|effects?)\b|\bexcept the (?:matters?|effects?)\b/i;
const significance = /\bbecause of the (?:significance|effects?|nature|pervasiveness|matters?)\b/i;

/** Where the auditor begins to say what he thinks. */
const opining = /\b(?:in our (?:\w+ )?opinion|it is our opinion|in our view|we are of the opinion|in our professional judgment|nach unserer (?:Beurteilung|Auffassung))\b/i;
/** Words at the foot of an opinion that no longer belong to it. */
const foot = /\b(?:This report,? including|This report is intended|Restricted Use|Restriction on Use|The purpose of this report)\b/;

/** The start of the sentence that holds a place of a text: what an opinion leaves out may stand before "in our opinion". */
const sentenceAt = (text: string, at: number): number => sentencesOf(text).findLast((sentence) => sentence.at <= at)?.at ?? at;

const classify = (whole: string): Opinion | null => {
  const text = whole.slice(0, Math.max(foot.exec(whole)?.index ?? whole.length, 40));
  const opinionAt = text.search(opining);
  const disclaimer = disclaims.exec(text);
  if (disclaimer && !partOnly.test(text.slice(Math.max(0, disclaimer.index - 60), disclaimer.index + 160)) && (opinionAt < 0 || disclaimer.index < opinionAt)) return 'disclaimer';
  if (opinionAt < 0) return null;
  const said = text.slice(sentenceAt(text, opinionAt));
  const failed = fails.exec(said);
  const excepted = exceptWords.exec(said);
  // an exception from a failure leaves it one; a failure after "except that" is the exception
  if (failed && significance.test(said.slice(0, failed.index)) && (!excepted || excepted.index > failed.index)) return 'adverse';
  if (excepted) return 'qualified';
  if (failed || (significance.test(said) && /\bnot\b/.test(said))) return 'adverse';
  return 'unqualified';
};

const graver: readonly (Opinion | null)[] = [null, 'unqualified', 'qualified', 'adverse', 'disclaimer'];

const parts = (text: string): OpinionRead['on'] => [
  ...(/description (?:does|did) not|description.{0,80}(?:not (?:fairly )?present|omits|misstate|inaccurate|not implemented)|states? .{0,200}(?:had not been|was not|were not) implemented/i.test(text) ? (['description'] as const) : []),
  ...(/not (?:suitably )?designed|design(?:ed)? .{0,40}(?:deficien|not suitabl|inadequate)|lack of (?:a )?control|no control/i.test(text) ? (['design'] as const) : []),
  ...(/not operat\w* effectively|operating effectiveness|not operating effectively|did not operate|ineffective/i.test(text) ? (['operation'] as const) : []),
];

const conclude = (auditor: Passage): { at: number; length: number } | null => {
  const match = opining.exec(auditor.text);
  if (!match) return null;
  const at = sentenceAt(auditor.text, match.index);
  const rest = auditor.text.slice(at);
  const end = /\b(?:Restricted Use|Restriction on Use|Description of Tests? of Controls|This report,? including|This report is intended)\b/.exec(rest.slice(match.index - at + 20));
  return { at, length: end ? match.index - at + end.index + 20 : Math.min(rest.length, 3_000) };
};

const mayFail = /\b(?:may|might|could|would|if|whether|because of their nature|inherent|risks?|assess\w*|evaluat\w*|to the extent|types? of|did not (?:include|extend)|responsib)/i;
const failing = /\bcontrols?\b[^.]{0,160}\b(?:(?:did|were|was|are|is|had|have|has) not (?:operat\w+ effectively|suitably designed|operating effectively|effective|achieve\w*)|ineffective)\b|\b(?:service commitments|criteri(?:on|a)|control objectives?)\b[^.]{0,120}\b(?:was|were) not (?:achieved|met|satisfied)\b|\bour (?:qualified|adverse|modified) opinion\b|\b(?:our|this|the foregoing) opinion (?:is|was|has been) (?:\w+ ){0,2}(?:qualified|modified|adverse)\b|\b(?:qualify|qualified|modify|modified) our opinion\b|\bbasis for (?:our )?(?:qualified|adverse|modified) opinion\b/i;

/** A sentence of the auditor's report by which its opinion cannot be unqualified; what controls may do does not count, nor what is said not to change the opinion. */
const contradiction = (whole: Passage, basis: Passage): Found<string> | null => {
  const sentence = sentencesOf(whole.text).find(({ text }) => failing.test(text) && !mayFail.test(text) && !/\b(?:is|are|has|have|was|were|did) not (?:been )?(?:modified|qualified|modify|qualify)|\bnot (?:modified|qualified) (?:in|with) respect/i.test(text));
  if (sentence) return foundAt(sentence.text, whole, sentence.at, Math.min(sentence.text.length, 240));
  return basis.text.length > 40 ? foundAt(basis.text, basis, 0, 240) : null;
};

/**
 * Reads the opinion from the auditor's own report, inside its Opinion and Basis headings. A title and a sentence that
 * disagree yield the graver of both, with a warning; nothing found yields null.
 * Source: AT-C section 205 on modified opinions (qualified: "except for"; adverse: "because of the significance";
 * disclaimer: "do not express an opinion").
 */
export const readOpinion = (document: ReadDocument): OpinionRead => {
  const lines = linesIn(document, 'auditor');
  const whole = passageOf(lines);
  const blocks = blocksOf(lines);
  const opinions = blocks.filter((block) => block.kind === 'opinion');
  const bases = blocks.filter((block) => block.kind === 'basis');
  const free = conclude(whole);
  const blockText = passageOf(opinions.flatMap((block) => block.lines));
  const useFree = !opining.test(blockText.text) && !/express/i.test(blockText.text);
  const text = useFree ? (free ? { text: whole.text.slice(free.at, free.at + free.length), marks: whole.marks } : blockText) : blockText;
  const sentence = classify(text.text) ?? (free ? classify(whole.text.slice(free.at, free.at + free.length)) : null);
  const overall = !sentence && disclaims.test(whole.text) && !partOnly.test(whole.text) ? 'disclaimer' : null;
  const titles = [...opinions, ...bases].map((block) => modifiedTitle(block.title)).filter((title) => title !== null);
  const titled = titles.reduce<Opinion | null>((worst, title) => (graver.indexOf(title) > graver.indexOf(worst) ? title : worst), null);
  const said = sentence ?? overall;
  const value = graver.indexOf(titled) > graver.indexOf(said) ? titled : said;
  const warnings: Warning[] = [];
  if (!value) return { opinion: null, criteria: null, on: [], warnings: [{ code: 'opinion-not-found', message: 'No opinion of the auditor could be read. Read the auditor’s report before relying on the document.', page: lines[0]?.page ?? null }] };
  if (titled && said && titled !== said) warnings.push({ code: 'opinion-disagrees', message: `A heading speaks of a ${titled} opinion, the sentence below it reads as ${said}. The graver one is shown.`, page: lines.find((line) => modifiedTitle(line.text) !== null)?.page ?? null });
  if (value === 'unqualified') {
    const against = contradiction(whole, passageOf(bases.flatMap((block) => block.lines)));
    if (against) return { opinion: null, criteria: null, on: [], warnings: [...warnings, { code: 'opinion-contradicted', message: `The opinion reads as unqualified, yet the auditor’s report also says: ${against.quote}. No opinion is shown: read it there.`, page: against.page }] };
    const opinion = useFree && free ? foundAt<Opinion>(value, whole, free.at, Math.min(free.length, 400)) : foundAt<Opinion>(value, blockText, Math.max(0, blockText.text.search(/in our opinion/i)), 400);
    return { opinion, criteria: null, on: [], warnings };
  }
  const basis = passageOf(bases.flatMap((block) => block.lines));
  const source = basis.text ? basis : text;
  const opinion: Found<Opinion> = { ...foundAt<Opinion>(value, source, 0, 10_000), page: useFree && free && !basis.text ? foundAt(value, whole, free.at, 10).page : foundAt(value, source, 0, 10).page, quote: quoteAt(source, 0, 1_500), confidence: titled && said && titled !== said ? 'likely' : 'certain' };
  const criteria = criteriaIn(`${basis.text} ${text.text}`);
  return { opinion, criteria: criteria.length > 0 ? criteria : null, on: parts(`${basis.text} ${basis.text ? '' : text.text}`), warnings };
};
