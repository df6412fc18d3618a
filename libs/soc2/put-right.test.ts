import type { Control, ExceptionFound, Extraction } from './extraction.js';
import { linePath, listPath, rowPath, wordsKey } from './list-paths.js';
import { provenBy } from './named-controls.js';
import { dutyLines, putRightLists } from './put-right.js';

const control = (change: Partial<Control> = {}): Control => ({
  key: 'AC-01', id: 'AC-01', text: 'Access is removed in a day.', criteria: ['CC6.2', 'CC6.3'], pages: [20], rows: [{ criterion: 'CC6.2', page: 20 }, { criterion: 'CC6.3', page: 21 }],
  tests: [{ procedure: 'Inspected a sample.', result: 'no-exceptions', resultText: 'No exceptions noted.', page: 20, criterion: null }], ...change,
});
const exception: ExceptionFound = { controlKeys: ['AC-01'], criteria: ['CC6.2'], description: '2 of 25 late.', sampleSize: 25, deviations: 2, managementResponse: null, managementResponsePage: null, pages: [20] };
const duty = { id: null, text: 'Users remove their own accounts.', criteria: ['CC6.2'], subserviceOrganization: null, page: 9 };
const report = (change: Partial<Extraction>): Extraction => ({ controls: [control()], exceptions: [], cuecs: [duty], csocs: [], ...change }) as Extraction;

describe('a corrected matrix', () => {
  it('says the result under the one criterion, leaves the other, and has the exception', () => {
    const right = putRightLists(report({}), [{ path: rowPath('AC-01', 'CC6.2'), value: { result: 'exception', resultText: '1 of 8 was late.' } }]);
    expect(right.controls[0]?.tests.map(({ criterion, result }) => [criterion, result])).toEqual([['CC6.2', 'exception'], ['CC6.3', 'no-exceptions']]);
    expect(right.exceptions).toMatchObject([{ controlKeys: ['AC-01'], criteria: ['CC6.2'], description: '1 of 8 was late.', pages: [20] }]);
    expect(provenBy(right.controls[0]!, 'type2')).toBe('excepted');
  });

  it('has an exception no more once every result that it came from is clean', () => {
    const failed = control({ tests: [{ procedure: null, result: 'exception', resultText: '2 of 25 late.', page: 20, criterion: 'CC6.2' }] });
    const clean = [{ path: rowPath('AC-01', 'CC6.2'), value: { result: 'no-exceptions', resultText: null } }];
    expect(putRightLists(report({ controls: [failed], exceptions: [exception] }), clean).exceptions).toEqual([]);
    const other = control({ key: 'AC-02', tests: failed.tests });
    expect(putRightLists(report({ controls: [failed, other], exceptions: [{ ...exception, controlKeys: ['AC-01', 'AC-02'] }] }), clean).exceptions).toHaveLength(1);
  });

  it('keeps the names of other controls where a control is taken out, which then proves nothing', () => {
    const twice = report({ controls: [control(), control({ text: 'Another.' })] });
    const right = putRightLists(twice, [{ path: rowPath('AC-01', 'CC6.2'), value: null }, { path: rowPath('AC-01', 'CC6.3'), value: null }]);
    expect(right.controls).toHaveLength(2);
    expect(right.controls[0]).toMatchObject({ rows: [], criteria: [] });
    expect(provenBy(right.controls[0]!, 'type1')).toBe('none');
    expect(right.controls[1]).toEqual(control({ text: 'Another.' }));
  });
});

describe('a corrected list', () => {
  it('has a line in other words, without one that is not there, and with one that was missed', () => {
    const path = linePath('cuec', 'USERS remove their own accounts');
    expect(putRightLists(report({}), [{ path, value: { text: 'Users remove accounts within a day.', criteria: ['CC6.3'] } }]).cuecs).toEqual([{ ...duty, text: 'Users remove accounts within a day.', criteria: ['CC6.3'] }]);
    expect(putRightLists(report({}), [{ path, value: null }]).cuecs).toEqual([]);
    expect(dutyLines('cuec', report({}), [{ path: 'cuec/+1', value: { text: 'Users choose strong words.', criteria: [], page: 4 } }]).at(-1)).toMatchObject({ read: null, holds: { page: 4 } });
  });

  it('reads no page, no name with a slash and no single value as something else', () => {
    expect(listPath('row/A/1/CC6.1')).toEqual({ kind: 'row', ref: 'A/1', criterion: 'CC6.1' });
    expect(listPath('opinion')).toBeNull();
    expect(listPath('period/2')).toBeNull();
    expect(wordsKey('One, two')).toBe(wordsKey('one two'));
    expect(wordsKey('one two')).not.toBe(wordsKey('two one'));
  });
});
