/** What a question asks for; it decides the shape of its answer's value (see {@link AnswerValue}). */
export type QuestionKind =
  | 'yes-no' | 'single' | 'multi' | 'text' | 'number' | 'date' | 'file' | 'table' | 'statement';

/** How deep a request asks: each depth holds the questions of the ones before it. */
export type Depth = 'short' | 'standard' | 'full';

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** Parameters of a common control that a number can state. */
export type MeasureParameter = 'every' | 'within' | 'at-least' | 'at-most' | 'for';

/** Units of time; every other unit of a measure ("characters", "attempts") is a plain count. */
export type DurationUnit = 'minutes' | 'hours' | 'days' | 'business-days' | 'weeks' | 'months' | 'years';

/** A number with its unit, as people state it: 3 months. */
export interface Measured {
  readonly n: number;
  readonly unit: string;
}

/** Makes a `number` question ask for a number and a unit ("every 3 months"). */
export interface Measure {
  readonly parameter: MeasureParameter;
  /** Units to choose from, the usual one first: duration units, or one word for what is counted. */
  readonly units: readonly string[];
}

/**
 * A common control that an answer speaks of, perhaps with a bound (`VUL-02[every<=3 months]`).
 * `parameter`: the measured value of this question states that parameter of the control.
 * `only`: just this verdict follows from the answer; for example "met" where a question asks of several controls at
 * once, so that "no" does not say which of them is missing. On a measured value "not-met" means that the value alone
 * does not show the control to be met: it is added where another answer does.
 */
export interface ControlRef {
  readonly id: string;
  readonly parameter?: MeasureParameter;
  readonly only?: 'met' | 'not-met';
}

/** A finding that opens by itself when its option is chosen. */
export interface FindingRule {
  readonly severity: Severity;
  readonly title: string;
  readonly advice?: string;
}

/** One thing to choose. `compliant` belongs to the option, never to the word "yes". */
export interface Option {
  /** Unique within the template. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** true: a good answer; false: a bad one; absent: neither. */
  readonly compliant?: boolean;
  /** In [0,1]; absent: 1 when compliant, 0 when not, unscored when neither is said. */
  readonly score?: number;
  /** Stands beside the score and caps the decision; never averaged away. */
  readonly knockOut?: boolean;
  readonly finding?: FindingRule;
  /** In a `multi` question: excludes all others ("none of these"). */
  readonly exclusive?: boolean;
  /** Controls that are met when this option is chosen; not met when the exclusive option is chosen instead. */
  readonly controls?: readonly ControlRef[];
}

/** A column of a `table` question. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'date';
  readonly optional?: boolean;
}

/** A question key (or a section key for `visible`) and what its answer is compared with. */
export interface Comparison<V> {
  readonly question: string;
  readonly value: V;
}

/** Conditions are data. Whatever is hidden counts as not chosen, not answered and not visible. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** an option key */
  | { readonly chosen: string }
  /** a question key */
  | { readonly answered: string }
  /** a question or section key */
  | { readonly visible: string }
  | { readonly equals: Comparison<string | number> }
  | { readonly contains: Comparison<string> }
  /** numbers, dates (`YYYY-MM-DD`) or measured durations */
  | { readonly greater: Comparison<number | string | Measured> }
  | { readonly less: Comparison<number | string | Measured> };

/** When an answer must be explained: never, when it is a negative one, or always. */
export type ExplainRule = 'never' | 'if-negative' | 'always';

/** Documents that should stand behind an answer. */
export interface EvidenceWanted {
  /** Plain kinds: `policy`, `procedure`, `report`, `certificate`, `record`, `screenshot`, `contract`, `diagram`. */
  readonly kinds: readonly string[];
  readonly maxAgeMonths?: number;
}

export interface Question {
  /** Stable over versions and unique within the template, sections included. */
  readonly key: string;
  readonly text: string;
  readonly help?: string;
  /** Why it is asked, in one or two plain sentences. */
  readonly why?: string;
  readonly kind: QuestionKind;
  /** For `yes-no`, `single` and `multi`. */
  readonly options?: readonly Option[];
  /** For `table`. */
  readonly columns?: readonly Column[];
  /** For `number`: asks for a number with a unit. */
  readonly measure?: Measure;
  /** The least depth at which it is asked; absent: `short`. */
  readonly depth?: Depth;
  /** Questions must be answered unless this is true. A `statement` that is not optional has to be agreed to. */
  readonly optional?: boolean;
  /** Makes an optional question a required one. */
  readonly requiredWhen?: Condition;
  readonly visibleWhen?: Condition;
  /** Absent: `never`. */
  readonly explain?: ExplainRule;
  /** What the explanation has to say, as a sentence to the vendor; absent: what it does instead, or by when that changes. */
  readonly explainAsk?: string;
  readonly wants?: EvidenceWanted;
  /** Absent: 1. */
  readonly weight?: number;
  readonly controls?: readonly ControlRef[];
  /** Opens when the question is shown at all (a warning that a condition raises). */
  readonly finding?: FindingRule;
  /** Labels of the source this question came from, for example its row number. */
  readonly reference?: string;
}

export interface Section {
  /** Unique within the template, questions included. */
  readonly key: string;
  readonly title: string;
  readonly intro?: string;
  /** Key of the section it lies in: hidden with it. */
  readonly parent?: string;
  readonly visibleWhen?: Condition;
  /** Key of the module that brought it, absent in the core. */
  readonly module?: string;
  readonly questions: readonly Question[];
}

/** One version of a questionnaire. Frozen once it was sent. */
export interface Template {
  readonly key: string;
  /** Semantic version, `1.2.0`. */
  readonly version: string;
  readonly title: string;
  readonly intro?: string;
  readonly publisher: string;
  readonly licence: string;
  readonly source?: string;
  /** BCP 47, `en`. */
  readonly language: string;
  readonly sections: readonly Section[];
}

/** The words of a template in another language, by key; what is missing stays in the template's language. */
export interface TemplateTranslation {
  readonly template: string;
  readonly language: string;
  readonly title?: string;
  readonly intro?: string;
  readonly sections: Readonly<Record<string, { readonly title?: string; readonly intro?: string }>>;
  readonly questions: Readonly<Record<string, { readonly text?: string; readonly help?: string; readonly why?: string; readonly explainAsk?: string }>>;
  /** Option key → label; `{ label, finding }` is not needed, findings are for the buyer. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * By kind: `yes-no` and `single` an option key; `multi` option keys; `text` text; `number` a number, or a
 * {@link Measured} where the question has a measure; `date` `YYYY-MM-DD`; `file` ids of documents; `table` rows by
 * column key; `statement` true when agreed to.
 */
export type AnswerValue =
  | string | number | boolean | readonly string[] | Measured | readonly Readonly<Record<string, string>>[];

export type AnswerOrigin =
  | { readonly kind: 'typed' }
  | { readonly kind: 'imported'; readonly sheet: string; readonly cell: string }
  | { readonly kind: 'carried-over'; readonly request: string };

/** A document that the vendor put behind an answer. */
export interface AnswerEvidence {
  /** Id of the document. */
  readonly id: string;
  readonly kind: string;
  /** Dates `YYYY-MM-DD`. */
  readonly issued?: string;
  readonly validUntil?: string;
  readonly label?: string;
}

/** What one party says to one question. `not-applicable` needs its reason in `explanation`; `unknown` is "I do not know". */
export interface Answer {
  /** Key of the question. */
  readonly key: string;
  readonly state: 'given' | 'not-applicable' | 'unknown';
  /** Present when the state is `given`. */
  readonly value?: AnswerValue;
  readonly explanation?: string;
  readonly evidence?: readonly AnswerEvidence[];
  readonly origin?: AnswerOrigin;
  readonly by?: string;
  /** ISO 8601 instant. */
  readonly at?: string;
  /** Counts from 1. */
  readonly revision?: number;
}

/** Answers by question key. */
export type Answers = Readonly<Record<string, Answer>>;

/** The buyer's word on an answer; stands apart from it and holds for one revision. */
export interface Review {
  readonly key: string;
  readonly verdict: 'accepted' | 'clarify' | 'rejected';
  readonly revision?: number;
}

/** Something wrong in data or in an answer: where (a path such as `sections[2].questions[0].visibleWhen`) and how to mend it. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
