import type { ResultClass } from './extraction.js';
import { failures, foundWords, lapses, passAnswers, troubleNouns, weights } from './results.data.js';

const nouns = troubleNouns.join('|');
const found = foundWords.join('|');
const weight = `(?:(?:${weights.join('|')}) )*`;
const listed = `${weight}(?:${nouns})(?:(?:,| or| and| \\/|,? nor| oder)+ ${weight}(?:${nouns}))*`;

/** Phrases that deny any exception: "no exceptions or deviations were noted", "exceptions noted: none". */
const clean = new RegExp([
  `\\b(?:no|zero|not? any|keine|ingen) ${listed}(?: (?:was|were|has been|have been|is|are|wurden?))?(?: (?:${found}))?\\b`,
  `\\bwithout (?:any )?${listed}`,
  `\\b(?:${nouns})(?: (?:was|were))?(?: (?:${found}))?\\s*[:–—-]\\s*(?:none|no|nil|0|n\\/a|not applicable)\\b(?! \\w+ (?:evidence|record|approval))`,
  '\\bnone (?:were |was )?(?:noted|identified|found|reported)\\b', '\\b(?:did not|nor) (?:identify|note|find|reveal|disclose) any (?:relevant |material |further )?(?:' + nouns + ')',
].join('|'), 'giu');
const passWords = new RegExp(`^(?:${passAnswers.join('|')})[.!]?$`, 'iu');
const untested = /\b(?:not|un)[- ]?tested\b|\bno (?:testing|tests?) (?:was|were|has been|could be)? ?(?:performed|conducted|possible|applicable)\b|\b(?:was|were|is) not (?:operational|in operation|triggered|invoked|required|needed)(?: to (?:be )?\w+)? (?:during|in|within)\b|\b(?:could|can|was|were) not (?:be )?(?:able to )?(?:be )?(?:test(?:ed)?|sampled)|\bunable to (?:be )?test|\bnot able to (?:be )?test|\bdid not (?:occur|operate) during|\bno (?:\w+[ -]?){1,8}(?:occurred|took place|were (?:performed|processed|initiated|reported|hired|terminated|made|identified|requested|disposed|experienced))\b|\bthere (?:were|was) no (?!exceptions?|deviations?)|\bno (?:occurrences?|instances?|population|operation|activity|events?)\b|\bnon-?occurrence|\bno test(?:s|ing)? (?:was|were|could)|\bcontrol did not operate\b|\bhad no (?!exceptions?|deviations?)\w+ (?:\w+ ){0,4}(?:during|in|within) the (?:period|examination)/i;
const notApplicable = /^(?:not applicable|n\/?a\b)/i;
const units = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const tens = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const number = `(?:\\d{1,3}|(?:${tens})(?:[- ](?:${units}))?|${units})(?: ?\\(\\d{1,3}\\))?`;
/** How many of how many: "for 2 of 25", "one (1) out of a sample of forty (40)", "2 of the 25", "2/25 samples". */
const counted = new RegExp(`\\b(${number}) (?:[a-z]+ )?(?:out )?of (?:the |all |our |a |an )?(?:(?:total |random )?(?:sample|selection|total|population) (?:size )?of |selected |sampled )?(${number})\\b|\\b(\\d{1,3})\\/(\\d{1,3}) (?:samples?|items?|instances?|selections?|tested)\\b`, 'i');
const trouble = new RegExp([`\\b(?:${nouns})(?: (?:was|were|is|are|has been|have been|wurden?|that was|which was))? (?:${found})\\b`, `^(?:(?:${number}) )?(?:exceptions?|deviations?|abweichung(?:en)?)\\b\\s*(?:[:.–—-]|#|no\\.|$)`, ...failures].join('|'), 'iu');
/** Other words of an exception, where no phrase denies it: "testing identified an exception", "an exception was raised". */
const anyException = /\b(?:exceptions?|deviations?)\b(?! (?:reports?|handling|process|logs?|requests?|lists?|approvals?|management|rates?|register))/i;
const lapse = new RegExp(lapses.join('|'), 'i');
/** What a test set out to determine is no result. */
const purpose = /\bto (?:determine|ascertain|verify|confirm|assess|evaluate|check)\b(?: (?:that|whether|if))?[^.;]*/gi;
const denied = /\b(?:no|without|nor|not? any|zero)\b(?: [\w-]+){0,4} (?:exceptions?|deviations?)\b|\b(?:tolerable|expected|policy|approved) (?:exceptions?|deviations?)\b/gi;
const doubt = /\b(?:however|except(?:ing)?|but|although|did not|was not|were not|had not|not (?:performed|completed|retained|available|provided|documented|approved|reviewed|removed|revoked)|late|untimely|delayed|missing|lacked|lack of|without (?!any exception|exception|deviation)|overdue|incomplete|exceeded)\b/i;

/**
 * The class of a result. An exception anywhere outweighs all else; "No exceptions noted on the remaining tests" beside an
 * attribute that was not tested is "not-tested"; a pass with words of doubt beside it is "unclear", never a pass.
 */
export const classifyResult = (text: string): ResultClass => {
  const said = text.replace(/[’`]/g, "'").replace(/\((?:s|en)\)/gi, (bracket) => bracket.slice(1, -1)).replace(/\s+/g, ' ').trim();
  if (said === '') return 'unclear';
  const passes = said.match(clean) !== null;
  const rest = said.replace(clean, ' ').replace(/\s+/g, ' ').trim();
  const tested = untested.test(rest);
  if (trouble.test(rest)) return 'exception';
  if (counted.test(rest) && (doubt.test(rest) || !passes)) return tested && !doubt.test(rest.replace(untested, '')) ? 'not-tested' : 'exception';
  if (notApplicable.test(said)) return 'not-applicable';
  if (tested) return 'not-tested';
  if (anyException.test(rest.replace(denied, ' '))) return 'exception';
  if (passes) return doubt.test(rest) ? 'unclear' : 'no-exceptions';
  if (passWords.test(said)) return 'no-exceptions';
  return lapse.test(said.replace(purpose, ' ')) ? 'exception' : 'unclear';
};

/** Whether a text opens like a result of a test. */
export const looksLikeResult = (text: string): boolean =>
  /^(?:no (?:relevant |material |significant )?(?:exceptions?|deviations?|issues?|findings?)|(?:exceptions?|deviations?) (?:was |were )?(?:noted|identified)|not tested|not applicable|n\/a\b|(?:exceptions?|deviations?|abweichung(?:en)?)\s*[:–—-]|(?:keine|ingen) (?:abweichung|ausnahme|afvigelse)|none noted|unable to test|could not be tested|attribute not tested|without exception)/i.test(text.trim());

const values = new Map<string, number>([...units.split('|').map((word, i): [string, number] => [word, i + 1]), ...tens.split('|').map((word, i): [string, number] => [word, 20 + 10 * i])]);
const numberOf = (words: string): number => {
  const figure = /\d+/.exec(words)?.[0];
  return figure === undefined ? words.toLowerCase().split(/[- ]/).reduce((sum, word) => sum + (values.get(word) ?? 0), 0) : Number(figure);
};

/** How many deviations in how many samples a text states: "For 4 of 25 …". */
export const deviationCount = (text: string): { readonly deviations: number | null; readonly sampleSize: number | null } => {
  const match = counted.exec(text);
  if (!match) return { deviations: null, sampleSize: null };
  const [deviations, sampleSize] = [numberOf(match[1] ?? match[3] ?? ''), numberOf(match[2] ?? match[4] ?? '')];
  return deviations <= sampleSize ? { deviations, sampleSize } : { deviations: null, sampleSize: null };
};

const responseAt = /\b(?:(?:management|company|entity|service organi[sz]ation|auditee)(?:['’]s)? (?:responses?|comments?)|(?:responses?|comments?) (?:from|of|by) (?:the )?(?:management|company|service organi[sz]ation))\s*(?:\(unaudited\)\s*)?[:.–—-]\s*/i;

/** A result and the management response that stands in the same cell. */
export const splitResponse = (text: string): { readonly result: string; readonly response: string | null } => {
  const match = responseAt.exec(text);
  if (!match) return { result: text.trim(), response: null };
  return { result: text.slice(0, match.index).trim(), response: text.slice(match.index + match[0].length).trim() || null };
};
