import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate } from './check-template.js';
import { importOscal, versionOf } from './import-oscal.js';

const catalog = { catalog: { uuid: 'u-1', metadata: { title: 'Small', version: 'v2.1-2026', parties: [{ name: 'Us' }] }, 'back-matter': {}, groups: [{ id: 'g', title: 'Group', props: [{ name: 'label', value: '1' }],
  controls: [{ id: 'c1', title: 'First', props: [{ name: 'label', value: '1.1' }], params: [{ id: 'p1', label: 'set time' }],
    parts: [{ id: 'c1_smt', name: 'statement', prose: 'Do it within {{ insert: param, p1 }}:', parts: [{ id: 'a', name: 'item', props: [{ name: 'label', value: 'a.' }], prose: 'this way' }] },
      { id: 'why_1', name: 'guidance', title: 'Why this control matters', prose: 'Because.' }],
    controls: [{ id: 'c1.1', title: 'Deeper', parts: [] }] }, { id: 'c2', title: 'Old', props: [{ name: 'status', value: 'withdrawn' }] }] }] } };

describe('importing an OSCAL catalog', () => {
  const made = importOscal(catalog);

  it('makes a met / not met question of each control, deeper ones included', () => {
    expect(checkTemplate(made.template)).toEqual([]);
    expect(made.template.sections[0]?.questions.map((question) => [question.key, question.text])).toEqual([['c1', '1.1 First'], ['c1.1', 'Deeper']]);
    expect(made.template.sections[0]?.questions[0]).toMatchObject({ help: 'Do it within [set time]:\na. this way', why: 'Because.', options: [{ label: 'Met', compliant: true }, { label: 'Not met', compliant: false }] });
  });

  it('reports what it left out', () => {
    expect(made.report).toMatchObject({ questions: 2, sections: 1, ignored: [{ at: 'c2', why: 'withdrawn' }, { at: 'back-matter' }], warnings: [{ code: 'oscal.no-statement', at: 'c1.1' }] });
  });

  it('refuses what is no catalog and says what it found', () => {
    expect(() => importOscal({ profile: {} })).toThrow('its root holds profile');
    expect(() => importOscal({ catalog: { metadata: {} } })).toThrow('has no controls');
  });

  it('made the shipped MVSP questionnaire, which is complete', () => {
    const mvsp = JSON.parse(readFileSync(join(process.cwd(), 'libs/catalog/questionnaires/mvsp.json'), 'utf8'));
    expect(checkTemplate(mvsp)).toEqual([]);
    expect(mvsp.sections.flatMap((section: { questions: unknown[] }) => section.questions)).toHaveLength(25);
    expect(mvsp).toMatchObject({ key: 'mvsp', licence: 'CC0-1.0' });
  });

  it.each([['v3.0-20231109', '3.0.0'], ['5.1.1', '5.1.1'], ['', '1.0.0'], ['2', '2.0.0']])('reads version %s as %s', (said, version) => {
    expect(versionOf(said)).toBe(version);
  });
});
