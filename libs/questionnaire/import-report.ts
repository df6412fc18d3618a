import type { Condition, Template } from './template-types.js';

/** Something an import could not take as it stands. */
export interface ImportWarning {
  readonly code: string;
  readonly message: string;
  /** Where: an id, or sheet and cell such as `Questions!C12`. */
  readonly at: string;
}

/** What became of a file. */
export interface ImportReport {
  readonly questions: number;
  readonly sections: number;
  /** Questions and sections that are shown under a condition. */
  readonly conditions: number;
  /** What was left out, and where it stood. */
  readonly ignored: readonly { readonly at: string; readonly why: string }[];
  readonly warnings: readonly ImportWarning[];
}

export interface Imported {
  readonly template: Template;
  readonly report: ImportReport;
}

/** A file that cannot be imported at all; the message names the way out. */
export class ImportFault extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
    this.name = 'ImportFault';
  }
}

/** Counts what an import made. */
export function reportOf(template: Template, ignored: ImportReport['ignored'], warnings: ImportReport['warnings']): ImportReport {
  const questions = template.sections.flatMap((section) => section.questions);
  const shownWhen: readonly (Condition | undefined)[] = [...template.sections, ...questions].map((one) => one.visibleWhen);
  return {
    questions: questions.length, sections: template.sections.length,
    conditions: shownWhen.filter((condition) => condition !== undefined).length, ignored, warnings,
  };
}

/** A key from free text: lower case, digits and dashes; never empty. */
export function keyFrom(text: string, fallback: string): string {
  const key = text.slice(0, 200).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
  return key === '' ? fallback : key;
}

/** Gives each key once: `a`, `a-2`, `a-3`. */
export function uniqueKeys(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let key = wanted;
    for (let n = 2; taken.has(key); n += 1) key = `${wanted}-${n}`;
    taken.add(key);
    return key;
  };
}
