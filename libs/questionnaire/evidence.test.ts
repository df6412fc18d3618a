import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidence as schema } from '#libs/contracts/evidence.contract.js';
import { evidenceOf } from './evidence.js';
import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';
import { allQuestions, indexTemplate } from './template-index.js';
import type { Answer, AnswerValue, Template } from './template-types.js';
import { seeVisible } from './visibility.js';

const core = JSON.parse(readFileSync(join(process.cwd(), 'libs/catalog/questionnaires/concord-core.json'), 'utf8')) as Template;
const origin = { request: 'req-1', version: 2, party: 'vendor-1', label: 'Concord Core, November 2026', answered: '2026-11-20' };
const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions: [
  { key: 'review', text: 'Reviewed?', kind: 'yes-no', controls: [{ id: 'IAM-13' }], options: [{ key: 'review.yes', label: 'Yes', compliant: true }, { key: 'review.no', label: 'No', compliant: false }] },
  { key: 'every', text: 'How often?', kind: 'number', measure: { parameter: 'every', units: ['months'] }, visibleWhen: { chosen: 'review.yes' }, controls: [{ id: 'IAM-13', parameter: 'every' }] },
  { key: 'length', text: 'How long?', kind: 'number', measure: { parameter: 'at-least', units: ['characters'] }, controls: [{ id: 'AUT-07', parameter: 'at-least' }] },
  { key: 'both', text: 'This and that?', kind: 'yes-no', controls: [{ id: 'X-01', only: 'met' }, { id: 'X-02', only: 'not-met' }], options: [{ key: 'both.yes', label: 'Yes', compliant: true }, { key: 'both.no', label: 'No', compliant: false }] },
  { key: 'list', text: 'Which?', kind: 'multi', options: [{ key: 'l1', label: '1', compliant: true, controls: [{ id: 'L-01' }] }, { key: 'l2', label: '2', compliant: true, controls: [{ id: 'L-02' }] }, { key: 'l0', label: 'None', exclusive: true, compliant: false }] },
  { key: 'bound', text: 'Every three months at least?', kind: 'yes-no', controls: [{ id: 'VUL-05[every<=3 months]' }], options: [{ key: 'bound.yes', label: 'Yes', compliant: true }, { key: 'bound.no', label: 'No', compliant: false }] },
  { key: 'docs', text: 'Which rules?', kind: 'multi', options: [
    { key: 'd1', label: 'Network', compliant: true, controls: [{ id: 'POL-04[scope>=network]' }] }, { key: 'd2', label: 'Logging', compliant: true, controls: [{ id: 'POL-04[scope>=logging]' }] }] },
  { key: 'no-logging', text: 'Rules on logging?', kind: 'yes-no', controls: [{ id: 'POL-04[scope>=logging]' }], options: [{ key: 'nl.yes', label: 'Yes', compliant: true }, { key: 'nl.no', label: 'No', compliant: false }] },
  { key: 'outside', text: 'How often from outside?', kind: 'number', measure: { parameter: 'every', units: ['months'] }, controls: [{ id: 'VUL-11[scope>=external]', parameter: 'every' }] },
  { key: 'inside', text: 'From inside too?', kind: 'yes-no', controls: [{ id: 'VUL-11[scope>=internal]' }], options: [{ key: 'in.yes', label: 'Yes', compliant: true }, { key: 'in.no', label: 'No', compliant: false }] },
  { key: 'board', text: 'Does a board oversee it?', kind: 'multi', options: [{ key: 'board.yes', label: 'Yes', compliant: true, controls: [{ id: 'POL-13' }] }] },
  { key: 'reports', text: 'How often are reports made?', kind: 'number', measure: { parameter: 'every', units: ['months'] }, controls: [{ id: 'POL-13', parameter: 'every', only: 'not-met' }] },
] }] };
const say = (values: Record<string, AnswerValue | Partial<Answer>>, accepted: readonly string[] | null = null) => {
  const answers = Object.fromEntries(Object.entries(values).map(([key, value]) => [key,
    { key, state: 'given' as const, revision: 1, ...(typeof value === 'object' && !Array.isArray(value) && ('value' in value || 'state' in value) ? value : { value: value as AnswerValue }) }]));
  return evidenceOf(indexTemplate(template), answers, (accepted ?? Object.keys(answers)).map((key) => ({ key, verdict: 'accepted' as const, revision: 1 })), origin);
};
const brief = (facts: ReturnType<typeof say>) => facts.map((fact) => `${fact.target.id} ${fact.verdict} ${fact.assurance}`);

describe('evidence from answers', () => {
  it('joins a yes and its measured value to one fact, exact', () => {
    const facts = say({ review: 'review.yes', every: { value: { n: 3, unit: 'months' } } });
    expect(brief(facts)).toEqual(['IAM-13 met attested']);
    expect(facts[0]?.measured).toEqual([{ parameter: 'every', value: { n: 3, unit: 'months' }, precision: 'exact' }]);
    expect(facts[0]).toMatchObject({ id: 'req-1:IAM-13', version: 2, period: { from: '2026-11-20', to: null } });
  });

  it('states a count as a bare number', () => {
    expect(say({ length: { value: { n: 12, unit: 'characters' } } })[0]?.measured).toEqual([{ parameter: 'at-least', value: 12, precision: 'exact' }]);
  });

  it('says nothing from "I do not know", from empty boxes and from what was not accepted', () => {
    expect(say({ review: { state: 'unknown' }, list: ['l1'] }).map((fact) => fact.target.id)).toEqual(['L-01']);
    expect(say({ review: 'review.yes' }, [])).toEqual([]);
    expect(evidenceOf(indexTemplate(template), { review: { key: 'review', state: 'given', value: 'review.yes', revision: 2 } },
      [{ key: 'review', verdict: 'accepted', revision: 1 }], origin)).toEqual([]);
  });

  it('takes "none of these" as a no to each', () => {
    expect(brief(say({ list: ['l0'] }))).toEqual(['L-01 not-met attested', 'L-02 not-met attested']);
  });

  it('keeps to the verdict that may follow from a question about several controls', () => {
    expect(brief(say({ both: 'both.yes' }))).toEqual(['X-01 met attested']);
    expect(brief(say({ both: 'both.no' }))).toEqual(['X-02 not-met attested']);
  });

  it('targets the bounded node with the answer to a bounded question', () => {
    expect(brief(say({ bound: 'bound.no' }))).toEqual(['VUL-05[every<=3 months] not-met attested']);
  });

  it('adds up the parts of a scope, and takes away the part that another answer denies', () => {
    expect(brief(say({ docs: ['d1', 'd2'] }))).toEqual(['POL-04[scope>=logging|network] met attested']);
    expect(brief(say({ docs: ['d1', 'd2'], 'no-logging': 'nl.no' }))).toEqual(['POL-04[scope>=logging] not-met attested', 'POL-04[scope>=network] met attested']);
  });

  it('keeps a measured value to the scope that its question is about', () => {
    const facts = say({ outside: { value: { n: 12, unit: 'months' } }, inside: 'in.yes' });
    expect(facts.map((fact) => [fact.target.id, fact.measured?.length ?? 0])).toEqual([['VUL-11[scope>=external]', 1], ['VUL-11[scope>=external|internal]', 0]]);
  });

  it('adds a value that proves nothing by itself only where another answer does', () => {
    const reports = { value: { n: 3, unit: 'months' } };
    expect(say({ reports })).toEqual([]);
    expect(say({ reports, board: ['board.yes'] })).toMatchObject([{ target: { id: 'POL-13' }, verdict: 'met', measured: [{ parameter: 'every', value: { n: 3, unit: 'months' } }] }]);
  });

  it('wants a reason for "does not apply"', () => {
    expect(say({ review: { state: 'not-applicable' } })).toEqual([]);
    expect(say({ review: { state: 'not-applicable', explanation: 'No accounts.' } })[0]).toMatchObject({ verdict: 'not-applicable', note: 'No accounts.' });
  });

  it('calls a fact evidenced only when a document stands behind each answer it rests on', () => {
    const evidence = [{ id: 'doc', kind: 'record' }];
    expect(brief(say({ review: { value: 'review.yes', evidence } }))).toEqual(['IAM-13 met evidenced']);
    expect(brief(say({ review: { value: 'review.yes', evidence }, every: { value: { n: 3, unit: 'months' } } }))).toEqual(['IAM-13 met attested']);
  });

  it('never speaks from a hidden answer', () => {
    expect(brief(say({ review: 'review.no', every: { value: { n: 3, unit: 'months' } } }))).toEqual(['IAM-13 not-met attested']);
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const shape = randomTemplate(random);
      const answers = randomAnswers(random, shape);
      const index = indexTemplate(shape);
      const reviews = Object.keys(answers).map((key) => ({ key, verdict: 'accepted' as const }));
      const shown = seeVisible(index, answers).keys;
      const facts = evidenceOf(index, answers, reviews, origin);
      expect(facts.flatMap((fact) => (fact.source.id.split(':')[1] ?? '').split(',')).filter((key) => !shown.has(key))).toEqual([]);
      const turned = Object.fromEntries(Object.entries(answers).reverse());
      expect(evidenceOf(index, turned, [...reviews].reverse(), origin)).toEqual(facts);
    }
  });

  it('keeps to the shape of evidence when all of Concord Core is answered well', () => {
    const answers = Object.fromEntries(allQuestions(core).map((question): [string, Answer] => {
      const good = (question.options ?? []).filter((option) => option.compliant !== false && !option.exclusive).map((option) => option.key);
      const value: AnswerValue = question.measure !== undefined ? { n: 12, unit: question.measure.units[0] ?? '' } : question.kind === 'multi' ? good : good[0] ?? 'x';
      return [question.key, { key: question.key, state: 'given', value }];
    }));
    const facts = evidenceOf(indexTemplate(core), answers, Object.keys(answers).map((key) => ({ key, verdict: 'accepted' })), origin);
    expect(facts.length).toBeGreaterThan(300);
    expect(facts.filter((fact) => fact.verdict !== 'met')).toEqual([]);
    for (const fact of facts) expect(schema.safeParse(fact).error?.issues ?? []).toEqual([]);
  });
});
