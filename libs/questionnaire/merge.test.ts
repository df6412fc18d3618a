import { compareTemplates, mergeAnswers, moveAnswers } from './merge.js';
import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';
import type { Answer, Answers, Question, Template } from './template-types.js';

const shell = (questions: readonly Question[]): Template => ({ key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions }] });
const ab = (key: string, ...options: string[]): Question => ({ key, text: `${key}?`, kind: 'single', options: options.map((option) => ({ key: `${key}.${option}`, label: option })) });
const given = (key: string, value: string): Answer => ({ key, state: 'given', value });

describe('moving answers to a newer version', () => {
  const before = shell([ab('same', 'a', 'b'), ab('words', 'a', 'b'), ab('less', 'a', 'b'), ab('fits', 'a', 'b'), ab('away', 'a'), { key: 'kind', text: 'K?', kind: 'text' }]);
  const after = shell([ab('same', 'a', 'b'), { ...ab('words', 'a', 'b'), text: 'New words?' }, ab('less', 'a'), ab('fits', 'a', 'b', 'c'), { key: 'kind', text: 'K?', kind: 'number' }, ab('added', 'a')]);
  const answers: Answers = { same: given('same', 'same.a'), words: given('words', 'words.a'), less: given('less', 'less.b'), fits: given('fits', 'fits.b'), away: given('away', 'away.a'), kind: given('kind', 'text') };

  it('keeps, asks to confirm, asks anew or lets go, each with the reason', () => {
    expect(moveAnswers(before, after, answers).map((one) => [one.key, one.fate])).toEqual([
      ['same', 'kept'], ['words', 'to-confirm'], ['less', 'new'], ['fits', 'to-confirm'], ['kind', 'new'], ['added', 'new'], ['away', 'gone']]);
  });

  it('names what changed between two versions', () => {
    expect(Object.fromEntries(compareTemplates(before, after).map((one) => [one.key, one.change]))).toEqual({
      same: 'same', words: 'reworded', less: 'changed', fits: 'changed', kind: 'changed', added: 'new', away: 'gone' });
  });

  it('loses no answer: each comes back once, unchanged', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const [one, two] = [randomTemplate(random), randomTemplate(random)];
      const all = randomAnswers(random, one);
      const moved = moveAnswers(one, two, all);
      expect(Object.fromEntries(moved.flatMap((entry) => (entry.answer === undefined ? [] : [[entry.key, entry.answer]])))).toEqual(all);
      expect(new Set(moved.map((entry) => entry.key)).size).toBe(moved.length);
      expect(moveAnswers(one, one, all).every((entry) => entry.fate === 'kept' || entry.answer === undefined)).toBe(true);
    }
  });
});

describe('merging what was typed with what is uploaded', () => {
  it.each<[string, string | null, string | null, string | null, string]>([
    ['nobody changed', 'a', 'a', 'a', 'neither'], ['only I changed', 'a', 'b', 'a', 'mine'], ['only they changed', 'a', 'a', 'b', 'theirs'], ['both to the same', 'a', 'b', 'b', 'both'],
    ['both to different things', 'a', 'b', 'c', 'conflict'], ['I cleared', 'a', null, 'a', 'mine'], ['they cleared and I changed', 'a', 'b', null, 'conflict'], ['I added', null, 'a', null, 'mine'],
  ])('%s', (_, base, mine, theirs, from) => {
    const of = (value: string | null): Answers => (value === null ? {} : { q: given('q', value) });
    expect(mergeAnswers(of(base), of(mine), of(theirs))).toMatchObject([{ key: 'q', from }]);
  });

  it('keeps both answers of a conflict, and every changed answer of either side', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const shape = randomTemplate(random);
      const [base, mine, theirs] = [randomAnswers(random, shape), randomAnswers(random, shape), randomAnswers(random, shape)];
      for (const one of mergeAnswers(base, mine, theirs)) {
        const held = JSON.stringify([one.answer, one.other]);
        const text = (answer: Answer | undefined) => JSON.stringify(answer);
        if (text(theirs[one.key]) !== text(base[one.key]) && theirs[one.key] !== undefined) expect(held).toContain(text(theirs[one.key]));
        if (text(mine[one.key]) !== text(base[one.key]) && mine[one.key] !== undefined) expect(held).toContain(text(mine[one.key]));
      }
    }
  });

  it('gives the same answers from either side where nothing conflicts', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const shape = randomTemplate(random);
      const [base, mine, theirs] = [randomAnswers(random, shape), randomAnswers(random, shape), randomAnswers(random, shape)];
      const there = new Map(mergeAnswers(base, mine, theirs).map((one) => [one.key, one]));
      for (const back of mergeAnswers(base, theirs, mine)) {
        if (back.from !== 'conflict') expect(there.get(back.key)?.answer).toEqual(back.answer);
        else expect(there.get(back.key)).toMatchObject({ from: 'conflict' });
      }
    }
  });
});
