import { isAnswered } from './conditions.js';
import type { TemplateIndex } from './template-index.js';
import type { Answer, Answers, Problem, Question } from './template-types.js';
import { validateAnswer } from './validate-answer.js';
import { seeVisible, type Visibility } from './visibility.js';

export type SectionState = 'not-started' | 'started' | 'complete';

export interface SectionProgress {
  readonly key: string;
  readonly title: string;
  readonly state: SectionState;
  /** Shown questions (notes are none), and those of them that are answered; `problems` says which answers need mending. */
  readonly questions: number;
  readonly done: number;
}

export interface Progress {
  /** Shown sections that hold questions, in order. */
  readonly sections: readonly SectionProgress[];
  readonly questions: number;
  readonly done: number;
  /** Keys of shown questions that must still be answered, in order. */
  readonly unanswered: readonly string[];
  /** Shown answers that need mending: `path` is `<question key>.value` or `.explanation`. */
  readonly problems: readonly Problem[];
  /** Nothing stands against submitting. */
  readonly ready: boolean;
}

/** Whether a shown question has to be answered. */
export function isRequired(question: Question, seen: Visibility): boolean {
  if (question.requiredWhen !== undefined && seen.holds(question.requiredWhen)) return true;
  return question.optional !== true && question.requiredWhen === undefined;
}

/** Whether the vendor has said something: a value, "does not apply" or "I do not know". */
export function isSaid(answer: Answer | undefined): boolean {
  return answer !== undefined && (answer.state !== 'given' || isAnswered(answer));
}

/** A text that is only read: a statement that nobody has to agree to. */
export function isNote(question: Question): boolean {
  return question.kind === 'statement' && question.optional === true && question.requiredWhen === undefined;
}

/** How far the answers have come, section by section. Hidden questions count for nothing. */
export function progressOf(index: TemplateIndex, answers: Answers): Progress {
  const seen = seeVisible(index, answers);
  const unanswered: string[] = [];
  const problems: Problem[] = [];
  const sections: SectionProgress[] = [];
  for (const section of index.template.sections) {
    const shown = section.questions.filter((question) => seen.keys.has(question.key) && !isNote(question));
    if (shown.length === 0) continue;
    let done = 0;
    let touched = false;
    let open = 0;
    for (const question of shown) {
      const answer = answers[question.key];
      const said = isSaid(answer);
      const wrong = answer === undefined ? [] : validateAnswer(question, answer);
      touched ||= said;
      if (said) done += 1;
      if (!said && isRequired(question, seen)) unanswered.push(question.key);
      if (wrong.length > 0 || (!said && isRequired(question, seen))) open += 1;
      problems.push(...wrong.map((problem) => ({ ...problem, path: `${question.key}.${problem.path}` })));
    }
    const state = open === 0 && (touched || shown.every((question) => !isRequired(question, seen))) ? 'complete'
      : touched ? 'started' : 'not-started';
    sections.push({ key: section.key, title: section.title, state, questions: shown.length, done });
  }
  return {
    sections,
    questions: sections.reduce((sum, section) => sum + section.questions, 0),
    done: sections.reduce((sum, section) => sum + section.done, 0),
    unanswered, problems,
    ready: unanswered.length === 0 && problems.length === 0,
  };
}
