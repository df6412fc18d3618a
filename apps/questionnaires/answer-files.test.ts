import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Question, Template } from '#libs/questionnaire/template-types.js';
import { questionsByKind } from './answer-files.js';

const index = (...questions: Question[]) => indexTemplate({ key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions }] } satisfies Template);
const file = (key: string, ...kinds: string[]): Question => ({ key, text: key, kind: 'file', wants: { kinds } });

test('a document stands behind the one question for files of its kind, and behind none where two ask for it', () => {
  const asked = index(file('reports', 'report', 'certificate'), file('attestation', 'certificate'), { key: 'policy', text: 'P', kind: 'text', wants: { kinds: ['policy'] } });
  expect(questionsByKind(asked, 'report')).toEqual(['reports']);
  expect(questionsByKind(asked, 'certificate')).toEqual([]);
  expect(questionsByKind(asked, 'policy')).toEqual([]);
});
