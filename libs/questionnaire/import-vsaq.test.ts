import { checkTemplate } from './check-template.js';
import { ImportFault } from './import-report.js';
import { importVsaq } from './import-vsaq.js';
import { plainText } from './plain-text.js';
import { indexTemplate } from './template-index.js';
import { seeVisible } from './visibility.js';
import { parseVsaqCondition } from './vsaq-condition.js';
import { parseVsaqText } from './vsaq-text.js';

const file = `// a comment line
{ "questionnaire": [ { "type": "block", "text": "App", /* inner */ "items": [
  { "type": "radiogroup", "id": "tls", "text": "TLS?", "choices": [ {"tls_yes": "Yes"}, {"tls_no": "No // not a comment"} ] },
  { "type": "tip", "id": "tls_tip", "cond": "tls_no", "warn": "yes", "severity": "high", "name": "No TLS", "text": "<p>Use <a href='https://tls.example'>TLS</a>." +
     " Now.</p>", "why": "Explain:" },
  { "type": "block", "id": "deep", "text": "Deep", "cond": "tls_yes", "items": [
    { "type": "checkgroup", "id": "ciphers", "text": "Ciphers", "defaultChoice": true, "choices": [ {"c_old": "Old"}, {"c_new": "New"} ] },
    { "type": "yesno", "id": "hsts", "text": "HSTS?", "yes": "Sure", "no": "Nope" },
    { "type": "spacer" },
    { "type": "line", "id": "why_old", "text": "Why old?", "cond": "^ciphers && c_old && !(c_new || hsts/yes)", },
  ] },
  { "type": "box", "id": "late", "text": "Anything?", "cond": "ciphers || missing" }
] } ] }`;
const made = importVsaq(parseVsaqText(file));
const shown = (...chosen: string[]) => {
  const index = indexTemplate(made.template);
  const answers = Object.fromEntries([...index.questions.values()].map((question) => {
    const keys = (question.options ?? []).map((option) => option.key).filter((key) => chosen.includes(key));
    return [question.key, { key: question.key, state: 'given' as const, value: question.kind === 'multi' ? keys : keys[0] ?? '' }];
  }));
  return [...seeVisible(index, answers).keys].filter((key) => ['tls', 'tls_tip', 'deep', 'ciphers', 'hsts', 'why_old', 'late'].includes(key)).sort();
};
const names = { meaning: (id: string) => ({ chosen: id }), visible: (id: string) => ({ visible: id }), contains: (id: string, value: string) => ({ contains: { question: id, value } }) };

describe('importing VSAQ', () => {
  it('reads comments, joined texts and stray commas, and leaves texts alone', () => {
    expect(parseVsaqText('{"a": "x // y" + \n "z", // end\n "b": [1, 2,], }')).toEqual({ a: 'x // yz', b: [1, 2] });
    expect(() => parseVsaqText('{"a": "x')).toThrow('Line 1: a text that begins here has no closing quote.');
    expect(() => parseVsaqText('{"a" "b"}')).toThrow(ImportFault);
  });

  it('makes a template without problems and reports what it did', () => {
    expect(checkTemplate(made.template)).toEqual([]);
    expect(made.report).toMatchObject({ questions: 6, sections: 3, conditions: 4 });
    expect(made.report.ignored.map((one) => one.why)).toEqual(['an item of type "spacer" asks and says nothing here']);
    expect(made.report.warnings.map((one) => [one.code, one.at])).toEqual([['vsaq.unknown-id', 'late']]);
  });

  it('turns a tip with a severity into a finding with a box', () => {
    const tip = made.template.sections[0]?.questions[1];
    expect(tip).toMatchObject({ key: 'tls_tip', kind: 'text', optional: true, help: 'Explain:', text: 'Use TLS (https://tls.example). Now.', finding: { severity: 'high', title: 'No TLS' } });
  });

  it('shows what VSAQ shows', () => {
    expect(shown()).toEqual(['tls']);
    expect(shown('tls_no')).toEqual(['tls', 'tls_tip']);
    expect(shown('tls_yes')).toEqual(['ciphers', 'deep', 'hsts', 'tls']);
    expect(shown('tls_yes', 'c_old')).toEqual(['ciphers', 'deep', 'hsts', 'late', 'tls', 'why_old']);
    expect(shown('tls_yes', 'c_old', 'hsts/yes')).toEqual(['ciphers', 'deep', 'hsts', 'late', 'tls']);
    expect(shown('tls_no', 'c_old')).toEqual(['tls', 'tls_tip']);
  });

  it.each([
    ['a', { chosen: 'a' }], ['!a', { not: { chosen: 'a' } }], ['a && b && c', { all: [{ chosen: 'a' }, { chosen: 'b' }, { chosen: 'c' }] }],
    ['(a || b) && ^c', { all: [{ any: [{ chosen: 'a' }, { chosen: 'b' }] }, { visible: 'c' }] }], ['!(a && b)', { not: { all: [{ chosen: 'a' }, { chosen: 'b' }] } }],
    ['a || b && c', { all: [{ any: [{ chosen: 'a' }, { chosen: 'b' }] }, { chosen: 'c' }] }], ['contains(x/value, "a, b")', { contains: { question: 'x', value: 'a, b' } }],
  ])('reads %s', (source, condition) => {
    expect(parseVsaqCondition(source, names).condition).toEqual(condition);
  });

  it.each(['a &', 'a & b', 'a b', '(a', 'a)', '', '&& a', 'matches(a/value, "x")', `${'('.repeat(99)}a${')'.repeat(99)}`])('refuses %s', (source) => {
    expect(() => parseVsaqCondition(source, names)).toThrow(ImportFault);
  });

  it('refuses an extension and other files with the way out', () => {
    expect(() => importVsaq({ extensions: [] })).toThrow('Merge it into that one');
    expect(() => importVsaq({ catalog: {} })).toThrow('no list "questionnaire"');
  });

  // with backtracking either text would run for hours, far past the test's end
  it('comes to an end on a hostile megabyte', () => {
    expect(plainText('<'.repeat(500_000) + '&'.repeat(500_000)).length).toBeLessThanOrEqual(1_000_000);
    expect(() => parseVsaqText('"'.repeat(1_000_001))).toThrow(ImportFault);
  }, 60_000);
});
