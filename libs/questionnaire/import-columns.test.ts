import { checkTemplate } from './check-template.js';
import { findColumns } from './find-columns.js';
import { importColumns } from './import-columns.js';
import { readAnswers } from './read-answers.js';
import type { Sheet } from './sheet.js';
import { cellAddress, columnNumber } from './sheet.js';

const made = (sheets: readonly Sheet[], more: { sheet?: string; columns?: Record<string, string> } = {}) => {
  const imported = importColumns(sheets, { title: 'Their Questions', ...more });
  expect(checkTemplate(imported.template)).toEqual([]);
  return imported;
};
const questions = (imported: ReturnType<typeof made>) => imported.template.sections.flatMap((section) => section.questions);

describe('importing questions from columns', () => {
  it('reads a sheet of ours: types, options, required, show when, weight, knock-out', () => {
    const imported = made([{ name: 'Q', rows: [
      ['Ref', 'Section', 'Question', 'Help', 'Type', 'Options', 'Required', 'Show when', 'Weight', 'Knock-out', 'Compliant answer'],
      ['Q1', 'Access', 'Is MFA on?', 'Everywhere.', 'yes/no', '', 'Yes', '', '2', 'x', 'Yes'],
      ['Q2', '', 'Which factor?', '', 'Single choice', 'App | Key | SMS', 'No', 'Q1 = Yes', '1', '', 'Key'],
      ['Q3', 'Data', 'Was there a breach?', '', 'yes/no', '', 'yes', 'if Q1 is not No and Q2', '1', '', 'No'],
      ['Q4', 'Data', 'Since when?', '', 'date', '', '', 'nonsense here', '', '', ''],
    ] }]);
    const [q1, q2, q3, q4] = questions(imported);
    expect(imported.template.sections.map((section) => [section.title, section.questions.length])).toEqual([['Access', 2], ['Data', 2]]);
    expect(q1).toMatchObject({ key: 'Q1', kind: 'yes-no', weight: 2, help: 'Everywhere.', options: [{ key: 'Q1.yes', compliant: true }, { key: 'Q1.no', compliant: false, knockOut: true }] });
    expect(q2).toMatchObject({ kind: 'single', optional: true, visibleWhen: { chosen: 'Q1.yes' }, options: [{ label: 'App', compliant: false }, { label: 'Key', compliant: true }, { label: 'SMS', compliant: false }] });
    expect(q3).toMatchObject({ visibleWhen: { all: [{ not: { chosen: 'Q1.no' } }, { answered: 'Q2' }] }, options: [{ label: 'Yes', compliant: false }, { label: 'No', compliant: true }] });
    expect(q4).toMatchObject({ kind: 'date' });
    expect(imported.report).toMatchObject({ questions: 4, sections: 2, conditions: 2, warnings: [{ code: 'columns.condition', at: 'Q!C5' }] });
  });

  it('reads a CAIQ-shaped sheet: two header rows, merged domains, ownership, duties of the customer', () => {
    const imported = made([{ name: 'Introduction', rows: [['Read me first']] }, { name: 'CAIQv4', merges: [{ top: 0, left: 2, bottom: 0, right: 5 }, { top: 2, left: 6, bottom: 3, right: 6 }], rows: [
      ['', '', 'Provider', '', '', '', ''],
      ['Question ID', 'Question', 'CSP CAIQ Answer', 'SSRM Control Ownership', 'CSP Implementation Description (Optional/Recommended)', 'CSC Responsibilities (Optional/Recommended)', 'CCM Domain Title'],
      ['A&A-01.1', 'Are audit policies established?', '', '', '', '', 'Audit & Assurance'],
      ['A&A-01.2', 'Are they reviewed annually?', '', '', '', '', ''],
      ['AIS-01.1', 'Are application policies established?', '', '', '', '', 'Application Security'],
    ] }]);
    expect(imported).toMatchObject({ layout: 'caiq', sheets: ['CAIQv4'] });
    expect(imported.template.sections.map((section) => [section.title, section.questions.map((question) => question.key)])).toEqual([
      ['Audit & Assurance', ['A&A-01.1', 'A&A-01.2']], ['Application Security', ['AIS-01.1']]]);
    expect(questions(imported)[0]).toMatchObject({ kind: 'yes-no', reference: 'A&A-01.1', help: expect.stringContaining('who owns this control') });
    expect(imported.report.ignored).toEqual([{ at: 'Introduction', why: 'a sheet whose questions were not read here' }]);
  });

  it('reads a HECVAT-shaped workbook: a hidden sheet defines, the visible one gives the sections; No can be good', () => {
    const imported = made([
      { name: 'HECVAT', rows: [['Vendor assessment'], ['ID', 'Question', 'Answer', 'Additional Information', 'Guidance'], ['Company Information', '', '', '', ''], ['COMP-01', 'Name?', '', '', ''], ['Third parties', '', '', '', ''], ['THRD-01', 'Do you share data?', '', '', ''], ['THRD-02', 'Do you assess them?', '', '', '']] },
      { name: 'Questions', hidden: true, rows: [['ID', 'Question', 'If/then', 'Standard guidance', 'Guidance if Yes', 'Guidance if No', 'Compliant Response', 'Importance', 'Weight'],
        ['COMP-01', 'Name of the company', '', '', '', '', '', '', ''], ['THRD-01', 'Do you share data?', '', '', 'With whom?', '', 'No', 'Critical', '20'], ['THRD-02', 'Do you assess them?', 'Yes to THRD-01', '', '', '', 'Yes', 'Standard', '10'], ['THRD-03', 'Is it documented?', '', '', '', '', 'Yes', '', '']] }]);
    expect(imported.layout).toBe('hecvat');
    const [name, share, assess, unscored] = questions(imported);
    expect(imported.template.sections.map((section) => section.title)).toEqual(['Company Information', 'Third parties', 'Questions']);
    expect(name).toMatchObject({ key: 'COMP-01', kind: 'text' });
    expect(share).toMatchObject({ kind: 'yes-no', weight: 20, help: 'If yes: With whom?', options: [{ label: 'Yes', compliant: false }, { label: 'No', compliant: true }] });
    expect(assess).toMatchObject({ weight: 10, visibleWhen: { chosen: 'THRD-01.yes' } });
    expect(unscored?.options?.every((option) => option.compliant === undefined)).toBe(true);
  });

  it('takes the sections from a visible sheet that has titles in the place of headers', () => {
    const definitions: Sheet = { name: 'Questions', hidden: true, rows: [['ID', 'Question', 'Compliant Response', 'Weight'], ['COMP-01', 'Is there a policy?', 'Yes', '10'], ['COMP-02', 'Was there a breach?', 'No', '10'], ['ACCS-01', 'Is MFA on?', 'Yes', '20']] };
    const visible: Sheet = { name: 'Vendor', rows: [['The assessment'], [], ['', 'Company', 'Vendor Answers', 'Additional Information'], ['COMP-01', 'Is there a policy?', '', ''], ['COMP-02', 'Was there a breach?', '', ''], ['', 'Access control', 'Vendor Answers', 'Additional Information'], ['ACCS-01', 'Is MFA on?', '', '']] };
    const imported = made([visible, definitions]);
    expect(imported.template.sections.map((section) => [section.title, section.questions.map((question) => question.key)])).toEqual([['Company', ['COMP-01', 'COMP-02']], ['Access control', ['ACCS-01']]]);
    const filled: Sheet = { ...visible, rows: visible.rows.map((row, i) => (i === 3 ? ['COMP-01', row[1] ?? '', 'Yes', 'Since 2020.'] : i === 6 ? ['ACCS-01', row[1] ?? '', 'No', ''] : row)) };
    expect(readAnswers([filled, definitions], imported.template)).toEqual({ ask: [], reported: [], taken: [
      { key: 'COMP-01', state: 'given', value: 'COMP-01.yes', explanation: 'Since 2020.', cell: 'Vendor!C4' }, { key: 'ACCS-01', state: 'given', value: 'ACCS-01.no', cell: 'Vendor!C7' }] });
  });

  it('reads a SIG-shaped sheet with headings among its rows', () => {
    const imported = made([{ name: 'SIG', rows: [['Ques Num', 'Question/Request', 'Response', 'Additional Information'], ['A', 'Enterprise Risk Management', '', ''], ['A.1', 'Is there a formalized risk programme?', '', ''], ['A.2', 'Describe the programme.', '', '']] }]);
    expect(imported.layout).toBe('sig');
    expect(questions(imported).map((question) => [question.key, question.kind])).toEqual([['A', 'text'], ['A.1', 'yes-no'], ['A.2', 'text']]);
  });

  it('takes columns by letter or by header, and a sheet by name', () => {
    const sheets: Sheet[] = [{ name: 'One', rows: [['Nr', 'Frage'], ['1', 'Gibt es eine Richtlinie?']] }, { name: 'Two', rows: [['x', 'y']] }];
    expect(questions(made(sheets, { sheet: 'One', columns: { question: 'Frage', ref: 'A' } })).map((question) => [question.key, question.text])).toEqual([['1', 'Gibt es eine Richtlinie?']]);
    expect(() => made(sheets)).toThrow('No sheet has a column with the header "Question".');
    expect(() => made(sheets, { sheet: 'Three' })).toThrow('Use one of "One", "Two".');
    expect(() => made(sheets, { sheet: 'One', columns: { question: 'Antwort' } })).toThrow('has no column "Antwort"');
    expect(() => made(sheets, { sheet: 'One', columns: { frage: 'B' } })).toThrow('There is no field "frage"');
  });

  it('says where a reference occurs twice, a question is missing, or a good answer is no option', () => {
    const { report } = made([{ name: 'Q', rows: [['ID', 'Question', 'Options', 'Compliant Response'], ['1', 'A?', 'Red, Green', 'Blue'], ['1', 'B?', '', ''], ['2', '', '', '']] }]);
    expect(report.warnings.map((one) => [one.code, one.at])).toEqual([['columns.compliant-unknown', 'Q!D2'], ['columns.reference-twice', 'Q!B3']]);
    expect(report.ignored).toEqual([{ at: 'Q!A4', why: '"2" has no question' }]);
  });

  it('finds no header where there is none, and names cells as people do', () => {
    expect(findColumns({ name: 'S', rows: [['1', '2'], ['3', '4']] })).toBeNull();
    expect([cellAddress(0, 0), cellAddress(11, 27), columnNumber('AB'), columnNumber('A1')]).toEqual(['A1', 'AB12', 27, null]);
  });
});
