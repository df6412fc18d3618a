import { chosenOptions } from './conditions.js';
import type { TemplateIndex } from './template-index.js';
import type { Answer, Answers, FindingRule, Option, Question } from './template-types.js';
import { isNegative } from './validate-answer.js';
import { seeVisible } from './visibility.js';

/** One summand of a score. */
export interface ScoreLine {
  readonly key: string;
  /** How good the answer is, in [0,1]. */
  readonly score: number;
  readonly weight: number;
  /** score × weight */
  readonly earned: number;
  readonly says: string;
}

export interface SectionScore {
  readonly key: string;
  readonly title: string;
  /** earned / possible in [0,1], null when nothing counts. */
  readonly value: number | null;
  readonly earned: number;
  readonly possible: number;
  readonly lines: readonly ScoreLine[];
}

/** A question that stands outside the sum, and why. */
export interface LeftOut {
  readonly key: string;
  readonly because: 'not-applicable' | 'no-reason' | 'unknown' | 'unanswered';
}

export interface Score {
  readonly value: number | null;
  readonly earned: number;
  readonly possible: number;
  readonly sections: readonly SectionScore[];
  /** Outside the denominator: `not-applicable` with a reason. `unknown`, `unanswered` and "does not apply" without a reason earn nothing but count. */
  readonly leftOut: readonly LeftOut[];
  /** Stand beside the score; never averaged away. */
  readonly knockOuts: readonly { readonly key: string; readonly option: string; readonly says: string }[];
  /** Keys of questions whose answer holds a bad option. */
  readonly negative: readonly string[];
  readonly findings: readonly (FindingRule & { readonly key: string; readonly option?: string })[];
}

/** What an option is worth in [0,1], or null when it is unscored. */
export function optionScore(option: Option): number | null {
  if (option.score !== undefined) return option.score;
  return option.compliant === undefined ? null : option.compliant ? 1 : 0;
}

/** Whether any option of a question counts. */
export function isScored(question: Question): boolean {
  return (question.options ?? []).some((option) => optionScore(option) !== null);
}

/**
 * How good a given answer is. Of `multi` the chosen worth is taken out of the whole worth, and one chosen bad option
 * (worth 0) makes it 0. Choosing only unscored options says nothing: null.
 */
function scoreOf(question: Question, answer: Answer): number | null {
  const options = question.options ?? [];
  const keys = chosenOptions(answer);
  const chosen = options.filter((option) => keys.includes(option.key)).map(optionScore).filter((score) => score !== null);
  if (chosen.length === 0) return null;
  if (question.kind !== 'multi') return chosen[0] ?? null;
  if (chosen.includes(0)) return 0;
  const whole = options.map(optionScore).reduce<number>((sum, score) => sum + (score ?? 0), 0);
  return whole === 0 ? 0 : chosen.reduce((sum, score) => sum + score, 0) / whole;
}

function lineOf(question: Question, answer: Answer | undefined): ScoreLine | LeftOut | null {
  const { key } = question;
  const weight = question.weight ?? 1;
  const nothing = (because: LeftOut['because']): LeftOut => ({ key, because });
  if (answer === undefined) return nothing('unanswered');
  if (answer.state === 'unknown') return nothing('unknown');
  if (answer.state === 'not-applicable') return nothing((answer.explanation ?? '').trim() === '' ? 'no-reason' : 'not-applicable');
  const keys = chosenOptions(answer);
  if (keys.length === 0) return nothing('unanswered');
  const score = scoreOf(question, answer);
  if (score === null) return null;
  const labels = (question.options ?? []).filter((option) => keys.includes(option.key)).map((option) => option.label);
  return { key, score, weight, earned: score * weight, says: `${labels.join(', ')}: ${Math.round(score * 100)} % of ${weight}` };
}

/**
 * Scores the shown answers. A section's and the whole value are earned / possible; `possible` is the weight of each
 * scored question that counts. What does not apply, with a reason, leaves the denominator; "I do not know" and
 * silence earn nothing.
 */
export function scoreAnswers(index: TemplateIndex, answers: Answers): Score {
  const { keys } = seeVisible(index, answers);
  const leftOut: LeftOut[] = [];
  const sections: SectionScore[] = [];
  const shown = index.template.sections.map((section) => ({ section, questions: section.questions.filter((question) => keys.has(question.key)) }));
  for (const { section, questions } of shown) {
    const lines: ScoreLine[] = [];
    for (const question of questions.filter(isScored)) {
      const line = lineOf(question, answers[question.key]);
      if (line === null) continue;
      if ('score' in line) lines.push(line);
      else {
        leftOut.push(line);
        if (line.because !== 'not-applicable') {
          const weight = question.weight ?? 1;
          lines.push({ key: line.key, score: 0, weight, earned: 0, says: `${line.because === 'no-reason' ? 'does not apply, without a reason' : line.because}: 0 % of ${weight}` });
        }
      }
    }
    if (lines.length === 0) continue;
    const earned = lines.reduce((sum, line) => sum + line.earned, 0);
    const possible = lines.reduce((sum, line) => sum + line.weight, 0);
    sections.push({ key: section.key, title: section.title, value: earned / possible, earned, possible, lines });
  }
  const earned = sections.reduce((sum, section) => sum + section.earned, 0);
  const possible = sections.reduce((sum, section) => sum + section.possible, 0);
  const questions = shown.flatMap((one) => one.questions);
  const chosen = questions.flatMap((question) => {
    const picked = chosenOptions(answers[question.key]);
    return (question.options ?? []).filter((option) => picked.includes(option.key)).map((option) => ({ question, option }));
  });
  return {
    value: possible === 0 ? null : earned / possible, earned, possible, sections, leftOut,
    knockOuts: chosen.filter(({ option }) => option.knockOut).map(({ question, option }) => ({
      key: question.key, option: option.key, says: `${question.text} ${option.label}` })),
    negative: questions.filter((question) => answers[question.key] !== undefined && isNegative(question, answers[question.key] as Answer)).map((question) => question.key),
    findings: [
      ...questions.flatMap((question) => (question.finding === undefined ? [] : [{ ...question.finding, key: question.key }])),
      ...chosen.flatMap(({ question, option }) => (option.finding === undefined ? [] : [{ ...option.finding, key: question.key, option: option.key }])),
    ],
  };
}
