import { Fault } from '#libs/contracts/faults.js';
import { progressOf } from '#libs/questionnaire/progress.js';
import { render } from '../../render.js';
import { allView, startView } from './start.view.js';
import { answersFromBody, fieldNames } from './answer-fields.js';
import { checkView } from './check.view.js';
import { documentsView } from './documents.view.js';
import { endedView } from './ended.view.js';
import { receiptView } from './receipt.view.js';
import { questionView } from './question.view.js';
import { sampleAnswer, sampleForm, sampleMap } from './form.fixture.js';
import { cameIn, sectionView } from './section.view.js';
import { tasksView } from './tasks.view.js';

const attachment = { id: '0190a0a0-0000-7000-8000-00000000000a', sha256: 'a'.repeat(64), name: 'soc2.pdf', size: 214_000, kind: 'report', questions: ['files'], uploaded: '2026-03-10T08:00:00.000Z', validUntil: '2026-12-31', reading: { status: 'reading' as const, says: '', document: '0190a0a0-0000-7000-8000-00000000000b' } };
const receipt = { number: 'ABCD-2345', at: '2026-03-12T15:05:00.000Z', by: 'mara@halvorsen.example', answers: 9, sha256: 'b'.repeat(64) };
const map = sampleMap([sampleAnswer('shared', { value: 'shared.yes' }), sampleAnswer('review', { value: { n: 3, unit: 'months' } })], { attachments: [attachment], receipt });
const pages: Record<string, () => string> = {
  start: () => render('form/start', startView(map)),
  tasks: () => render('form/tasks', tasksView(map)),
  all: () => render('form/all', allView(map)),
  ...Object.fromEntries(map.places.map((place) => [`section ${place.section.key}`, () => render('form/section', sectionView(map, place))])),
  documents: () => render('form/documents', documentsView(map, { values: { kind: 'report', questions: ['files'], validUntil: '' } })),
  check: () => render('form/check', checkView(map, 'k', { name: '', anyway: '' }, new Fault('unprocessable', 'questionnaires.form-incomplete', 'no'))),
  receipt: () => render('form/receipt', receiptView(map, receipt)),
  ended: () => render('form/ended', endedView({ 'no-shared.why': '4', 'a-shared.why': 'Because of <b>legacy</b>' })),
};

test.each(Object.keys(pages))('the page %s has every value, one h1, ids that occur once, and links that lead to one of them', (name) => {
  const html = pages[name]?.() ?? '';
  expect(html).not.toMatch(/undefined|\[object|NaN/);
  expect(html.match(/<h1/g)).toHaveLength(1);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  for (const [, id] of html.matchAll(/ (?:href="#|for="|aria-describedby=")([^" ]+)/g)) expect(ids).toContain(id);
});

test('a number with its unit, a follow-up that an answer brings in, and why it is asked stand on the page', () => {
  const html = pages['section access']?.() ?? '';
  expect(html).toMatch(/value="3"[^>]*><select class="input" name="u-review"[^>]*><option value="months" selected>/);
  expect(html).toContain('name="a-shared.why"');
  expect(html).toContain('Passwords leak.');
  expect(html).toContain('Explanation, needed if you choose “No”');
});

test('what cannot be saved stays in its field, with its message there and in the summary', () => {
  const place = map.places[0];
  if (!place) throw new Error('no page');
  const names = fieldNames('review');
  const body = { [names.revision]: '1.x', [names.text]: 'asap', [names.unit]: 'months' };
  const read = answersFromBody(place.questions, body);
  const html = render('form/section', sectionView(map, place, { read, wrong: { review: read[0]?.problem?.message ?? '' }, conflicts: [] }));
  expect(html).toContain('value="asap"');
  expect(html).toMatch(/<a href="#q2">Question 2: Enter a number and choose its unit/);
  expect(html).toMatch(/id="q2-error"><span class="vh">Error: <\/span>Enter a number/);
  expect(html).toContain('<title>Error: ');
});

test('where two people answered, both texts stand there with a choice, and the revision is the newer one', () => {
  const place = sampleMap([]).places[0];
  if (!place) throw new Error('no page');
  const now = sampleMap([sampleAnswer('people', { value: 12, revision: 4, by: 'other@halvorsen.example' })]);
  const read = answersFromBody(place.questions, { 'rev-people': '3.x', 'a-people': '40' });
  const html = render('form/section', sectionView(now, now.places[0] ?? place, { read, wrong: {}, conflicts: ['people'] }));
  expect(html).toContain('other@halvorsen.example saved another answer meanwhile:');
  expect(html).toContain('<blockquote>12</blockquote>');
  expect(html).toMatch(/name="a-people"[^>]* value="40"/);
  expect(html).toMatch(/name="rev-people" value="4\./);
  expect(html).toContain('name="keep-people"');
});

test('a question that came up with an answer of the same page is told apart from those that were sent', () => {
  const place = map.places[0];
  if (!place) throw new Error('no page');
  const sent = answersFromBody(place.questions, Object.fromEntries(place.questions.filter(({ key }) => key !== 'shared.why').map(({ key }) => [`rev-${key}`, '0.x'])));
  expect(cameIn(place, sent).map(({ key }) => key)).toEqual(['shared.why']);
});

test('checking names what is missing and what needs mending with the page of each', () => {
  const view = checkView(sampleMap([sampleAnswer('mfa', { value: 'mfa.no' })]), 'k', { name: '', anyway: '' });
  expect(view.mending).toEqual([{ key: 'mfa', text: '1. Does every remote log-in need a second factor?', says: 'Explain this answer: what do you do instead, or by when will it change?', href: '/form/0123456789/s/access/1#q1' }]);
  expect(view.missing.map(({ key }) => key)).toEqual(['review', 'shared', 'kinds', 'people', 'subs', 'agree', 'hosting']);
});

test('a comment is offered for "does not apply" only where that can be chosen', () => {
  const labelOf = (key: string) => {
    const question = map.index.questions.get(key);
    return question && questionView(map, question).explain.label;
  };
  expect(labelOf('people')).toBe('Add a comment, or say why it does not apply');
  expect(labelOf('since')).toBe('Add a comment');
  expect(labelOf('kinds')).toBe('Add a comment');
});

test('what is not answered adds up: missing, and optional; an answer to mend is given', () => {
  const answers = [sampleAnswer('mfa', { value: 'mfa.no' })];
  const { index, answers: given } = sampleMap(answers);
  const counted = sampleMap(answers, { progress: [...progressOf(index, given).sections] });
  expect(checkView(counted, 'k', { name: '', anyway: '' }).lede).toBe('1 of 10 answered. 7 answers missing, 1 answer to mend, 2 optional left.');
  expect(tasksView(counted).lede).toBe('1 of 10 answered. 7 answers missing, 1 answer to mend, 2 optional left.');
  expect(tasksView(sampleMap([], { progress: [{ key: 'paper', title: 'Papers', state: 'complete', questions: 5, done: 3 }] })).sections[0]?.sub).toBe('3 of 5 answered, 2 optional left');
});

test('a form without a session shows typed texts back, escaped and by the number of their question', () => {
  const html = pages['ended']?.() ?? '';
  expect(html).toContain('>Question 4</label>');
  expect(html).toContain('Because of &lt;b&gt;legacy&lt;/b&gt;');
});

test('documents that are read make a browser without script look again', () => {
  expect(pages['documents']?.()).toContain('http-equiv="refresh" content="5"');
  expect(render('form/documents', documentsView(sampleMap(), { values: { kind: 'report', questions: [], validUntil: '' } }))).not.toContain('http-equiv="refresh"');
});

test('the start says who asks, until when with its zone, and how long it takes', () => {
  const html = render('form/start', startView(sampleMap([], sampleForm())));
  for (const said of ['Nadia Keller, Orrinvale Clinics', 'Friday 13 March 2026, end of the day, Central European Time', 'About 15 minutes', '10 questions in 2 sections']) expect(html).toContain(said);
});
