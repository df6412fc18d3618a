/**
 * Wording of test results, as parts of patterns in lower case. `firms`: reports that companies publish; `platforms`: reports
 * laid out by compliance platforms; `isae`: assurance reports of British, Danish and German firms; `old`: 2011–2017.
 */

/** What went wrong is called. */
export const troubleNouns = [
  'exceptions?', 'deviations?', // guide
  'discrepanc(?:y|ies)', 'anomal(?:y|ies)', 'non-?conformit(?:y|ies)', 'errors?', // firms
  'issues?', 'findings?', // platforms
  'afvigelser?', 'abweichung(?:en)?', 'ausnahmen?', 'feststellung(?:en)?', // isae
] as const;

/** How it is said that it was found. */
export const foundWords = ['noted', 'identified', 'found', 'observed', 'detected', 'reported', 'revealed', 'disclosed', 'festgestellt', 'konstateret'] as const;

/** Words that weigh down a noun and leave its sense. */
export const weights = ['relevant', 'material', 'significant', 'further', 'other', 'additional', 'such', 'wesentlichen?', 'weiteren?', 'testing', 'control'] as const;

/** Whole answers that say a test was passed. */
export const passAnswers = ['pass(?:ed)?', 'operating effectively', 'effective', '(?:the )?controls? (?:is |was |were )?operat(?:ed|ing) effectively', 'satisfactory', 'compliant', 'met', 'none', 'no exceptions?', 'ok', 'in ordnung', 'no variances?(?: noted)?'] as const;

/** Phrases that say outright that a control failed. */
export const failures = [
  String.raw`\bfail(?:ed|ure|s)\b`, String.raw`\b(?:did|do|does|was|were|is|are) not operat(?:e|ing) (?:effectively|as (?:designed|described|intended))\b`, String.raw`\bnot operating effectively\b`, String.raw`\bineffective\b`,
  String.raw`\bnot (?:operationally )?effective\b`, String.raw`\bpartially (?:effective|met|operating)\b`, String.raw`\bnot met\b`, String.raw`\bcontrol (?:deficiency|breakdown|lapse|gap)\b`, String.raw`\bnicht wirksam\b`,
] as const;

/** Phrases that tell of a control that was not done, or not in time, though no noun names it. */
export const lapses = [
  String.raw`\b(?:was|were|had|has|have|did|is|are|could|been) not (?!(?:required|applicable|necessary|able|due|needed|tested|selected|in scope|operational|in operation|triggered|invoked|part of|yet due)\b)\w+`,
  String.raw`\b(?:un)?timely (?!basis|manner)|\buntimely\b|\bnot (?:timely|in (?:a )?timely)`, String.raw`\b(?:was|were) (?:late|delayed|missing|overdue|incomplete|absent|omitted)\b`, String.raw`\blater than\b`, String.raw`\b(?:lacked|lacks)\b`, String.raw`\bno evidence\b`,
  String.raw`\b(?:could|can)(?:not| not) (?:be )?(?:provided?|located?|produced?|evidenced?|obtain(?:ed)?|demonstrated?|retrieved?)`, String.raw`\bexceeded\b`, String.raw`\b\d+ (?:business |calendar )?days? (?:late|after)\b`, String.raw`\bno longer (?:employed|authori[sz]ed)\b`,
] as const;
