import type { ResultClass } from './extraction.js';

const clean = /\bno (?:relevant |material |significant |further |other |additional |such )?(?:exceptions?|deviations?|discrepanc(?:y|ies)|issues?|findings?|errors?|anomal(?:y|ies)|non-?conformit(?:y|ies))(?: or deviations?| or exceptions?)?(?: (?:was|were|has been|have been|is|are))?(?: (?:noted|identified|found|observed|detected|reported))?\b|\bwithout (?:any )?(?:exceptions?|deviations?)\b|\b(?:exceptions?|deviations?) noted ?: ?(?:none|no|0)\b|\bnone noted\b|\bzero exceptions\b/gi;
const passWords = /^(?:pass(?:ed)?|operating effectively|effective|(?:the )?control (?:is |was )?operat(?:ed|ing) effectively|satisfactory|compliant|met|none|no exceptions?)\.?$/i;
const untested = /\b(?:not|un)[- ]?tested\b|\bno (?:testing|tests?) (?:was|were|has been|could be)? ?(?:performed|conducted|possible|applicable)\b|\b(?:was|were|is) not (?:operational|in operation|triggered|invoked|required) (?:during|in|within)\b|\b(?:could|can|was|were) not (?:be )?(?:able to )?(?:be )?(?:test(?:ed)?|sampled)|\bunable to (?:be )?test|\bnot able to (?:be )?test|\bdid not (?:occur|operate) during|\bno (?:\w+[ -]?){1,8}(?:occurred|took place|were (?:performed|processed|initiated|reported|hired|terminated|made|identified|requested|disposed|experienced))\b|\bthere (?:were|was) no (?!exceptions?|deviations?)|\bno (?:occurrences?|instances?|population|operation|activity|events?)\b|\bnon-?occurrence|\bno test(?:s|ing)? (?:was|were|could)|\bcontrol did not operate\b|\bhad no (?!exceptions?|deviations?)\w+ (?:\w+ ){0,4}(?:during|in|within) the (?:period|examination)/i;
const notApplicable = /^(?:not applicable|n\/?a\b)/i;
const counted = /\b(?:(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) (?:\([\d]+\) )?(?:out )?of (?:the |a sample of |a total of |a population of )?(?:(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|twenty-five|thirty|forty|forty-five|fifty|sixty))\b/i;
const trouble = /\b(?:exceptions?|deviations?)(?: (?:was|were|is|are|has been|have been))? (?:noted|identified|found|observed|detected)\b|^(?:exceptions?|deviations?)\b\s*[:.–—-]|\bexceptions? noted\b|\bdeviation noted\b|\bfail(?:ed|ure|s)\b|\bdid not operate effectively\b|\bnot operating effectively\b|\bineffective\b/i;
/** Other words of an exception, where no phrase denies it: "testing identified an exception", "an exception was raised". */
const anyException = /\b(?:exceptions?|deviations?)\b(?! (?:reports?|handling|process|logs?|requests?|lists?|approvals?|management|rates?|register))/i;
const denied = /\b(?:no|without|nor|not? any|zero)\b(?: [\w-]+){0,4} (?:exceptions?|deviations?)\b|\b(?:tolerable|expected|policy|approved) (?:exceptions?|deviations?)\b/gi;
const doubt = /\b(?:however|except(?:ing)?|but|although|did not|was not|were not|had not|not (?:performed|completed|retained|available|provided|documented|approved|reviewed|removed|revoked)|late|untimely|delayed|missing|lacked|lack of|without (?!any exception|exception|deviation)|overdue|incomplete|exceeded)\b/i;

/**
 * The class of a result. An exception anywhere outweighs all else; "No exceptions noted on the remaining tests" beside an
 * attribute that was not tested is "not-tested"; a pass with words of doubt beside it is "unclear", never a pass.
 */
export const classifyResult = (text: string): ResultClass => {
  const said = text.replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();
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
  return passWords.test(said) ? 'no-exceptions' : 'unclear';
};

/** Whether a text opens like a result of a test. */
export const looksLikeResult = (text: string): boolean =>
  /^(?:no (?:relevant |material |significant )?(?:exceptions?|deviations?|issues?|findings?)|(?:exceptions?|deviations?) (?:was |were )?(?:noted|identified)|not tested|not applicable|n\/a\b|(?:exceptions?|deviations?)\s*[:–—-]|none noted|unable to test|could not be tested|attribute not tested|without exception)/i.test(text.trim());

const numbers: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, 'twenty-five': 25, thirty: 30, forty: 40, 'forty-five': 45, fifty: 50, sixty: 60 };
const numberOf = (word: string): number => numbers[word.toLowerCase()] ?? Number(word);

/** How many deviations in how many samples a text states: "For 4 of 25 …". */
export const deviationCount = (text: string): { readonly deviations: number | null; readonly sampleSize: number | null } => {
  const match = counted.exec(text);
  if (!match) return { deviations: null, sampleSize: null };
  const [deviations, sampleSize] = [numberOf(match[1] ?? ''), numberOf(match[2] ?? '')];
  return deviations <= sampleSize ? { deviations, sampleSize } : { deviations: null, sampleSize: null };
};

const responseAt = /\b(?:(?:management|company|entity|service organi[sz]ation|auditee)(?:['’]s)? (?:responses?|comments?)|(?:responses?|comments?) (?:from|of|by) (?:the )?(?:management|company|service organi[sz]ation))\s*(?:\(unaudited\)\s*)?[:.–—-]\s*/i;

/** A result and the management response that stands in the same cell. */
export const splitResponse = (text: string): { readonly result: string; readonly response: string | null } => {
  const match = responseAt.exec(text);
  if (!match) return { result: text.trim(), response: null };
  return { result: text.slice(0, match.index).trim(), response: text.slice(match.index + match[0].length).trim() || null };
};
