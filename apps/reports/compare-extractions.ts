import type { z } from 'zod';
import type { extractionChange } from '#libs/contracts/reports.contract.js';
import { canonicalJson } from '#libs/platform/digests.js';
import type { Control, Extraction, Responsibility } from '#libs/soc2/extraction.js';
import { checkable, readAt, valueAt } from './correct.js';

type Change = z.output<typeof extractionChange>;

/**
 * What is different in `now` against `before`: single values, controls by their words, their worst results, exceptions,
 * subservice organizations and duties. Serves two readings of one document as well as this year's report and last year's.
 */
export function compareExtractions(before: Extraction, now: Extraction): Change[] {
  return [
    ...[...new Set([...checkable(before), ...checkable(now)])].flatMap((path): Change[] => {
      const [was, is] = [readAt(before, path), readAt(now, path)];
      return canonicalJson(was) === canonicalJson(is) ? [] : [{ what: 'value', path, was, is, page: valueAt(now, path)?.page ?? null, pageBefore: valueAt(before, path)?.page ?? null }];
    }),
    ...lists(before.controls, now.controls, (one) => one.text, (one) => one.id ?? one.key, (one) => one.pages[0] ?? null, ['control-dropped', 'control-added']),
    ...results(before.controls, now.controls),
    ...lists(before.exceptions, now.exceptions, (one) => one.description, (one) => one.criteria.join(', '), (one) => one.pages[0] ?? null, ['exception-dropped', 'exception-added']),
    ...lists(before.subserviceOrganizations, now.subserviceOrganizations, (one) => one.name, (one) => one.method, (one) => one.page, ['subservice-dropped', 'subservice-added']),
    ...lists<Responsibility>(before.cuecs, now.cuecs, (one) => one.text, (one) => one.criteria.join(', '), (one) => one.page, ['cuec-dropped', 'cuec-added']),
    ...lists<Responsibility>(before.csocs, now.csocs, (one) => one.text, (one) => one.criteria.join(', '), (one) => one.page, ['csoc-dropped', 'csoc-added']),
  ];
}

/** Words without what changes from year to year and means nothing. */
function sameness(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function lists<T>(before: readonly T[], now: readonly T[], wordsOf: (one: T) => string, nameOf: (one: T) => string, pageOf: (one: T) => number | null, [dropped, added]: [Change['what'], Change['what']]): Change[] {
  const [was, is] = [before, now].map((list) => new Map(list.map((one) => [sameness(wordsOf(one)), one]))) as [Map<string, T>, Map<string, T>];
  return [
    ...[...was].filter(([key]) => !is.has(key)).map(([, one]): Change => ({ what: dropped, path: nameOf(one), was: wordsOf(one), is: null, page: null, pageBefore: pageOf(one) })),
    ...[...is].filter(([key]) => !was.has(key)).map(([, one]): Change => ({ what: added, path: nameOf(one), was: null, is: wordsOf(one), page: pageOf(one), pageBefore: null })),
  ];
}

const worst = ['exception', 'unclear', 'not-tested', 'not-applicable', 'no-exceptions'] as const;

/** The result that a control is known by: the worst of its tests; null where it has none. */
export function resultOf({ tests }: Control): (typeof worst)[number] | null {
  return worst.find((result) => tests.some((test) => test.result === result)) ?? null;
}

function results(before: readonly Control[], now: readonly Control[]): Change[] {
  const was = new Map(before.map((control) => [sameness(control.text), control]));
  return now.flatMap((control): Change[] => {
    const earlier = was.get(sameness(control.text));
    if (!earlier || resultOf(earlier) === resultOf(control)) return [];
    return [{ what: 'result', path: control.id ?? control.key, was: resultOf(earlier), is: resultOf(control), page: control.pages[0] ?? null, pageBefore: earlier.pages[0] ?? null }];
  });
}
