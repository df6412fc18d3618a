import { chosenOptions, isMeasured } from './conditions.js';
import { isDurationUnit } from './durations.js';
import { readTarget, writeTarget } from './evidence-target.js';
import type { TemplateIndex } from './template-index.js';
import type { Answer, Answers, ControlRef, MeasureParameter, Question, Review } from './template-types.js';
import { seeVisible } from './visibility.js';

type Verdict = 'met' | 'not-met' | 'not-applicable';

/** One fact on one common control that follows from accepted answers. */
export interface AnswerFact {
  readonly id: string;
  readonly version: number;
  readonly party: string;
  readonly target: { readonly kind: 'control'; readonly id: string };
  readonly verdict: Verdict;
  /** `evidenced` when each answer that the verdict rests on has a document behind it. */
  readonly assurance: 'attested' | 'evidenced';
  /** A point in time: the day of the latest answer that it rests on. */
  readonly period: { readonly from: string; readonly to: null };
  readonly scope?: readonly string[];
  readonly source: { readonly kind: 'answer'; readonly label: string; readonly id: string };
  readonly note?: string;
  readonly measured?: readonly { readonly parameter: MeasureParameter; readonly value: number | { readonly n: number; readonly unit: string }; readonly precision: 'exact' }[];
}

/** Where the answers come from. */
export interface EvidenceOrigin {
  /** Id of the request; prefix of each fact's id, so that a later version replaces an earlier one. */
  readonly request: string;
  readonly version: number;
  readonly party: string;
  readonly label: string;
  /** Day of answers that do not say when they were given, `YYYY-MM-DD`. */
  readonly answered: string;
  /** Ids of the services that it speaks of; absent: all in scope. */
  readonly scope?: readonly string[];
}

interface Voice {
  readonly control: string;
  readonly verdict: Verdict;
  readonly question: Question;
  readonly answer: Answer;
  readonly measured?: { readonly parameter: MeasureParameter; readonly value: number | { readonly n: number; readonly unit: string } };
  /** States a value, but does not show by itself that the control is met. */
  readonly addsOnly?: boolean;
}

const says = (control: ControlRef, verdict: Verdict) => control.only === undefined || control.only === verdict;

/** What one given answer says of the controls of its question and options. */
function voicesOf(question: Question, answer: Answer): readonly Voice[] {
  const controls = question.controls ?? [];
  const options = question.options ?? [];
  const voice = (control: ControlRef, verdict: Verdict): readonly Voice[] => (says(control, verdict) ? [{ control: control.id, verdict, question, answer }] : []);
  if (answer.state === 'unknown') return [];
  if (answer.state === 'not-applicable') {
    if ((answer.explanation ?? '').trim() === '') return [];
    return [...controls, ...options.flatMap((option) => option.controls ?? [])].flatMap((control) => (control.only === undefined
      ? [{ control: control.id, verdict: 'not-applicable' as const, question, answer }] : []));
  }
  if (question.measure !== undefined && isMeasured(answer.value)) {
    const { n, unit } = answer.value;
    const value = isDurationUnit(unit) ? { n, unit } : n;
    return controls.flatMap((control) => (control.parameter === undefined ? [] : [{
      control: control.id, verdict: 'met' as const, question, answer, measured: { parameter: control.parameter, value }, addsOnly: control.only === 'not-met' }]));
  }
  const keys = chosenOptions(answer);
  const chosen = options.filter((option) => keys.includes(option.key));
  const own = chosen.length === 0 || controls.length === 0 ? []
    : chosen.some((option) => option.compliant === false) ? controls.flatMap((control) => voice(control, 'not-met'))
    : chosen.some((option) => option.compliant === true) ? controls.flatMap((control) => voice(control, 'met')) : [];
  const alone = chosen.some((option) => option.exclusive);
  const perOption = options.flatMap((option) => (option.controls ?? []).flatMap((control) => {
    if (keys.includes(option.key)) return voice(control, option.compliant === false ? 'not-met' : 'met');
    return alone ? voice(control, 'not-met') : [];
  }));
  return [...own, ...perOption];
}

/** What an answer says of common controls; `bounded` where it speaks of a bound such as "every 3 months", beside parts of the scope. */
export function controlClaims(question: Question, answer: Answer): readonly { readonly control: string; readonly verdict: Verdict; readonly bounded: boolean }[] {
  return voicesOf(question, answer).map(({ control, verdict }) => ({ control: control.replace(/\[.*$/, ''), verdict, bounded: readTarget(control).control.includes('[') }));
}

/** Voices that become one fact: one target and verdict, with the values measured of it. */
interface Claim {
  readonly target: string;
  readonly verdict: Verdict;
  readonly voices: readonly Voice[];
}

/**
 * What the voices on one control come to. The worst counts: a no to the control or to a part of its scope takes every
 * yes to it away. Parts of the scope that are met add up to one target; a measured value keeps to the scope that its
 * question is about.
 */
function claimsOf(control: string, voices: readonly Voice[]): readonly Claim[] {
  const placed = voices.map((voice) => ({ voice, scope: readTarget(voice.control).scope }));
  const verdict = (wanted: Verdict) => placed.filter(({ voice }) => voice.verdict === wanted);
  const refused = verdict('not-met');
  const byTarget = (list: typeof placed, as: Verdict): readonly Claim[] => {
    const targets = [...new Set(list.map(({ scope }) => writeTarget({ control, scope })))].sort();
    return targets.map((target) => ({ target, verdict: as, voices: list.filter(({ scope }) => writeTarget({ control, scope }) === target).map(({ voice }) => voice) }));
  };
  const against = byTarget(refused, 'not-met');
  if (refused.some(({ scope }) => scope.length === 0)) return against.filter((claim) => claim.target === control);
  const lost = new Set(refused.flatMap(({ scope }) => scope));
  const kept = verdict('met').filter(({ scope }) => !scope.some((part) => lost.has(part)));
  const met = kept.some(({ voice }) => voice.addsOnly !== true) ? kept : [];
  if (met.length === 0) return [...against, ...(against.length > 0 ? [] : byTarget(verdict('not-applicable'), 'not-applicable'))];
  const whole = writeTarget({ control, scope: met.flatMap(({ scope }) => scope) });
  const measured = byTarget(met.filter(({ voice }) => voice.measured !== undefined), 'met').filter((claim) => claim.target !== whole && claim.voices.some((voice) => voice.addsOnly !== true));
  const rest = met.filter(({ voice, scope }) => voice.measured === undefined || (voice.addsOnly === true && scope.length === 0) || writeTarget({ control, scope }) === whole).map(({ voice }) => voice);
  return [...against, ...measured, ...(rest.length > 0 ? [{ target: whole, verdict: 'met' as const, voices: rest }] : [])];
}

function factOf({ target, verdict, voices }: Claim, origin: EvidenceOrigin): AnswerFact {
  const evidenced = verdict === 'met' && voices.every(({ answer }) => (answer.evidence ?? []).length > 0);
  const from = voices.map(({ answer }) => (answer.at ?? origin.answered).slice(0, 10)).reduce((latest, day) => (day > latest ? day : latest));
  const measured = voices.flatMap((one) => (one.measured === undefined ? [] : [{ ...one.measured, precision: 'exact' as const }]));
  const note = voices.map(({ answer }) => (answer.explanation ?? '').trim()).filter((text, i, all) => text !== '' && all.indexOf(text) === i).join(' ');
  return {
    id: `${origin.request}:${target}`, version: origin.version, party: origin.party, target: { kind: 'control', id: target }, verdict,
    assurance: evidenced ? 'evidenced' : 'attested', period: { from, to: null },
    ...(origin.scope === undefined ? {} : { scope: origin.scope }),
    source: { kind: 'answer', label: origin.label, id: `${origin.request}:${[...new Set(voices.map(({ question }) => question.key))].join(',')}` },
    ...(note === '' ? {} : { note }),
    ...(measured.length === 0 ? {} : { measured }),
  };
}

/**
 * Turns the accepted, shown answers of one request into facts on common controls. A good option means met, a bad one
 * not met, "does not apply" with a reason not applicable; "I do not know", neutral options and boxes left empty say
 * nothing. Where answers differ on a control the worst counts. A document makes an answer `evidenced`; a measured
 * answer carries its value as `exact`.
 */
export function evidenceOf(index: TemplateIndex, answers: Answers, reviews: readonly Review[], origin: EvidenceOrigin): readonly AnswerFact[] {
  const { keys } = seeVisible(index, answers);
  const accepted = new Set(reviews.filter((review) => review.verdict === 'accepted'
    && (review.revision === undefined || review.revision === answers[review.key]?.revision)).map((review) => review.key));
  const byControl = new Map<string, Voice[]>();
  for (const question of index.questions.values()) {
    const answer = answers[question.key];
    if (answer === undefined || !keys.has(question.key) || !accepted.has(question.key)) continue;
    for (const voice of voicesOf(question, answer)) {
      const { control } = readTarget(voice.control);
      byControl.set(control, [...(byControl.get(control) ?? []), voice]);
    }
  }
  return [...byControl].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([control, voices]) => claimsOf(control, voices)).map((claim) => factOf(claim, origin));
}
