import type { Control, Extraction, Test } from './extraction.js';

/** A tested control with a name that is its alone in the report: its key, numbered from the second that has the same. */
export interface NamedControl {
  readonly ref: string;
  readonly control: Control;
}

/** The controls of a report by name. A report may use one identifier for several controls. */
export function namedControls({ controls }: Pick<Extraction, 'controls'>): NamedControl[] {
  const seen = new Map<string, number>();
  return controls.map((control) => {
    const count = (seen.get(control.key) ?? 0) + 1;
    seen.set(control.key, count);
    return { ref: count === 1 ? control.key : `${control.key} (${count})`, control };
  });
}

/**
 * What a tested control proves of a common control that it is matched to: an exception stays an exception; a Type II test
 * has to have passed everywhere; a Type I has no tests and proves the design.
 */
export function provenBy(control: Control, type: 'type1' | 'type2' | null): 'met' | 'excepted' | 'none' {
  const results = control.tests.map(({ result }) => result);
  if (results.includes('exception')) return 'excepted';
  if (results.length === 0) return type === 'type1' ? 'met' : 'none';
  return results.every((result) => result === 'no-exceptions') ? 'met' : 'none';
}

/** The tests of a control that count under a criterion: its own, and those that name none. */
export const testsUnder = ({ tests }: Pick<Control, 'tests'>, criterion: string): Test[] => tests.filter((test) => test.criterion === null || test.criterion === criterion);

/** Of several tests the one that matters: an exception, otherwise one without a clean result, otherwise the first. */
export const gravest = (tests: readonly Test[]): Test | undefined => tests.find(({ result }) => result === 'exception') ?? tests.find(({ result }) => result !== 'no-exceptions') ?? tests[0];
