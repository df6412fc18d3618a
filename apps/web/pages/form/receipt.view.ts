import { message } from '../../render.js';
import { answerRow } from './answer-row.js';
import type { FormMap } from './form-map.js';
import { formFrame } from './form-frame.js';
import { sayAnswer } from './say-answer.js';

/** The receipt, what happens next, and everything that was handed in. */
export function receiptView(map: FormMap, receipt: NonNullable<FormMap['form']['receipt']>, asked: { readonly all: number; readonly waiting: number } = { all: 0, waiting: 0 }) {
  const asker = map.form.asker.organization;
  return {
    ...formFrame(map, message('form.receipt.title', { asker }), { back: undefined }),
    asker, asked: asked.waiting ? message('form.receipt.asked', { count: asked.waiting, asker }) : '', askedBefore: asked.all > 0,
    facts: [
      { term: message('form.receipt.number'), text: receipt.number, strong: true },
      { term: message('form.receipt.at'), dateTime: receipt.at },
      { term: message('form.receipt.by'), text: receipt.by },
      { term: message('form.receipt.answers'), number: receipt.answers },
      { term: message('form.receipt.documents'), number: map.form.attachments.length },
    ],
    digest: receipt.sha256.match(/.{1,8}/g)?.join(' ') ?? '',
    sections: map.index.template.sections.flatMap((section, i) => {
      const items = map.places.filter((place) => place.section.key === section.key).flatMap((place) => place.questions).flatMap((question) => answerRow(map, question));
      return items.length > 0 ? [{ title: section.title, id: `s-${i}`, items }] : [];
    }),
  };
}

/** A copy of the answers for the vendor to keep: keys and values as they were saved, and each in words. */
export function answersCopy(map: FormMap) {
  const { form } = map;
  return {
    format: 'concord-answers', formatVersion: 1,
    asker: form.asker.organization, vendor: form.vendorName,
    questionnaire: { key: map.index.template.key, version: map.index.template.version, title: map.index.template.title },
    receipt: form.receipt,
    answers: map.places.flatMap((place) => place.questions.flatMap((question) => {
      const answer = map.answers[question.key];
      return answer === undefined ? [] : [{
        key: question.key, section: place.section.title, question: question.text, state: answer.state,
        ...(answer.value !== undefined && { value: answer.value }), says: sayAnswer(question, answer),
        ...(answer.explanation !== undefined && { explanation: answer.explanation }), answeredBy: answer.by, answeredAt: answer.at,
      }];
    })),
    documents: form.attachments.map(({ name, kind, size, sha256, validUntil, questions }) => ({ name, kind, size, sha256, validUntil, questions })),
  };
}
