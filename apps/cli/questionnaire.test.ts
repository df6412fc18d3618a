import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questionnaireCheck, questionnaireImport, questionnaireRead, questionnaireVisible } from './questionnaire.js';

const folder = mkdtempSync(join(tmpdir(), 'questionnaire-'));
const put = (name: string, text: string) => { const path = join(folder, name); writeFileSync(path, text); return path; };
const vsaq = put('small.json', '// words\n{"questionnaire":[{"type":"block","text":"B","id":"b","items":[{"type":"radiogroup","id":"r","text":"R","choices":[{"r_yes":"Yes"},{"r_no":"No"}]},{"type":"line","id":"l","text":"L","cond":"r_yes"}]}]}');
const csv = put('theirs.csv', 'ID,Question,Answer,Comments\nQ1,Do you encrypt?,Yes,\nQ2,How?,AES,\n');
const questions = put('questions.csv', 'ID,Question,Type,Show when\nQ1,Do you encrypt?,yes/no,\nQ2,How?,text,Q1 = Yes\n');

describe('concord questionnaire', () => {
  it('imports VSAQ, and shows what the chosen options show', async () => {
    const made = await questionnaireImport(vsaq, { json: true });
    expect(made).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(made.out).report).toEqual({ questions: 2, sections: 1, conditions: 1, ignored: [], warnings: [] });
    const file = put('small.template.json', made.out);
    expect(JSON.parse((await questionnaireVisible(file, ['r_yes'])).out)).toEqual({ visible: ['b', 'r', 'l'] });
    expect(JSON.parse((await questionnaireVisible(file, [])).out)).toEqual({ visible: ['b', 'r'] });
    expect(await questionnaireVisible(file, ['r_maybe'], { json: true })).toMatchObject({ status: 2, out: expect.stringContaining('"option.unknown"') });
    expect(await questionnaireVisible(file, ['r_yes', 'r_no'])).toMatchObject({ status: 2, err: expect.stringContaining('takes one option') });
  });

  it('imports columns and reads the answers of a filled file', async () => {
    const made = await questionnaireImport(questions, { json: true });
    const file = put('theirs.template.json', made.out);
    const read = await questionnaireRead(csv, file, { json: true });
    expect(JSON.parse(read.out)).toMatchObject({ taken: [{ key: 'Q1', value: 'Q1.yes', cell: 'theirs!C2' }, { key: 'Q2', value: 'AES', cell: 'theirs!C3' }], ask: [], reported: [] });
  });

  it('checks templates, shipped keys included', async () => {
    expect(await questionnaireCheck('-', { stdin: () => '{"key":"x"}', json: true })).toMatchObject({ status: 2, out: expect.stringContaining('"path": "version"') });
    expect(await questionnaireCheck(put('no.json', '{'), { json: true })).toMatchObject({ status: 2, out: expect.stringContaining('template.not-json') });
    expect(JSON.parse((await questionnaireVisible('concord-core', ['service.data.personal'])).out).visible).toContain('privacy');
  });

  it('refuses what it cannot read, with the way out', async () => {
    expect(await questionnaireImport(put('a.ods', 'PK\u0003\u0004 broken'), { json: true })).toMatchObject({ status: 2, out: expect.stringContaining('"damaged"') });
    expect(await questionnaireImport(put('a.xlsx', 'Question\n'), { json: true })).toMatchObject({ status: 2, out: expect.stringContaining('"wrong-kind"') });
    expect(await questionnaireImport(join(folder, 'none.xlsx'))).toMatchObject({ status: 2, err: expect.stringContaining('There is no such file') });
    expect(await questionnaireImport(put('x.json', '{"a":1}'), { json: true })).toMatchObject({ status: 2, out: expect.stringContaining('oscal.not-a-catalog') });
    expect(await questionnaireImport(questions, { map: ['question'] })).toMatchObject({ status: 2, err: expect.stringContaining('Write FIELD=COLUMN') });
  });
});
