import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyResult, deviationCount, splitResponse } from './results.js';

describe('the class of a result', () => {
  it.each([
    ['No exceptions noted.', 'no-exceptions'], ['No deviations noted', 'no-exceptions'], ['No relevant exceptions noted.', 'no-exceptions'], ['No exceptions were noted.', 'no-exceptions'], ['None noted.', 'no-exceptions'],
    ['Exception noted. For 1 of 8 sampled reviews, removal was late.', 'exception'], ['Deviation noted: for 1 of 40 changes sampled, evidence was not retained.', 'exception'],
    ['For 2 of 25 leavers, access was not removed in time.', 'exception'], ['No exceptions noted for 24 of 25 samples; for 1 of 25 samples the approval was missing.', 'exception'],
    ['The control did not operate effectively.', 'exception'],
    ['Not tested. No security incidents occurred during the period.', 'not-tested'], ['Attribute not tested: there were no requests. No exceptions noted on the remaining tests.', 'not-tested'],
    ['The control could not be tested because no such event took place.', 'not-tested'],
    ['Not applicable – the control did not operate during the period', 'not-applicable'],
    ['Exceptions noted: None', 'no-exceptions'], ['No exceptions or deviations were identified.', 'no-exceptions'], ['Keine Abweichungen festgestellt.', 'no-exceptions'], ['Testing did not identify any exceptions.', 'no-exceptions'],
    ['Exception(s) noted: 2/25 samples lacked approval.', 'exception'], ['Two (2) of twenty-five (25) changes were deployed before approval.', 'exception'], ['Abweichung festgestellt: Eine Prüfung fehlte.', 'exception'],
    ['The Q3 access review was not performed.', 'exception'], ['Not operating effectively', 'exception'], ['No exceptions noted except for one of eight reviews that was late.', 'exception'], ['Access was removed 12 days late for a terminated employee.', 'exception'],
    ['Inspected the list to determine that access was not shared.', 'unclear'], ['The control was not required to operate during the period.', 'not-tested'],
    ['No exceptions noted, however the review was late.', 'unclear'], ['See section V.', 'unclear'], ['', 'unclear'],
  ])('%s is %s', (text, expected) => expect(classifyResult(text)).toBe(expected));

  it('is never a pass where an exception is told beside it', () => {
    const passes = fc.constantFrom('No exceptions noted.', 'No deviations noted.', 'No relevant exceptions noted.');
    const faults = fc.constantFrom('Exception noted: the review was late.', 'Deviation noted. 2 of 25 samples lacked approval.', 'For 3 of 12 months the review was not performed.');
    fc.assert(fc.property(passes, faults, fc.boolean(), (pass, fault, first) => classifyResult(first ? `${pass} ${fault}` : `${fault} ${pass}`) === 'exception'), { seed: 7 });
  });
});

describe('what stands beside a result', () => {
  it('is counted', () => {
    expect(deviationCount('For 4 of 25 leavers')).toEqual({ deviations: 4, sampleSize: 25 });
    expect(deviationCount('One of 40 changes')).toEqual({ deviations: 1, sampleSize: 40 });
    expect(deviationCount('two (2) out of a sample of twenty-five (25)')).toEqual({ deviations: 2, sampleSize: 25 });
    expect(deviationCount('late')).toEqual({ deviations: null, sampleSize: null });
  });
  it('is parted from management’s response', () => expect(splitResponse('Exception noted. Management response: It was fixed.')).toEqual({ result: 'Exception noted.', response: 'It was fixed.' }));
});
