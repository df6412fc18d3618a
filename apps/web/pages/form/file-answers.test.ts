import { changedFileAnswers } from './file-answers.js';
import { sampleAnswer, sampleMap } from './form.fixture.js';

const document = (id: string, questions: string[]) => ({ id, sha256: 'a'.repeat(64), name: `${id}.pdf`, size: 1, kind: 'policy', questions, uploaded: '2026-03-10T08:00:00.000Z', validUntil: null, reading: null });

test('a question for documents is answered by those that name it, and keeps its explanation', () => {
  const map = sampleMap([sampleAnswer('files', { value: ['d1'], revision: 3, explanation: 'Second one follows' })], { attachments: [document('d1', ['files']), document('d2', ['files']), document('d3', ['mfa'])] });
  expect(changedFileAnswers(map)).toEqual({ answers: [{ key: 'files', state: 'given', value: ['d1', 'd2'], revision: 3, explanation: 'Second one follows' }], clear: [] });
});

test('without a document that names it, the answer is forgotten', () => {
  expect(changedFileAnswers(sampleMap([sampleAnswer('files', { value: ['d1'], revision: 3 })]))).toEqual({ answers: [], clear: [{ key: 'files', revision: 3 }] });
});

test('what is saved already is not saved again, and a question that was said not to apply stays so', () => {
  const same = sampleMap([sampleAnswer('files', { value: ['d1'] })], { attachments: [document('d1', ['files'])] });
  expect(changedFileAnswers(same)).toEqual({ answers: [], clear: [] });
  expect(changedFileAnswers(sampleMap([sampleAnswer('files', { state: 'not-applicable', explanation: 'No policy' })]))).toEqual({ answers: [], clear: [] });
});
