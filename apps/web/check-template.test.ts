import { checkTemplate } from './check-template.js';

const words = { helpers: new Set(['t', 'date', 'concat']), partials: new Set(['inside', 'status']), hasMessage: (key: string) => key === 'common.menu' };
const problems = (source: string): readonly string[] => checkTemplate(source, 'pages/x.hbs', words).problems;

test('a template that names only what exists has no problems', () => {
  expect(problems("{{#> inside}}{{t 'common.menu'}}{{#each rows}}{{> status state=this}}{{date due}}{{#if (concat a b)}}x{{/if}}{{/each}}{{/inside}}")).toEqual([]);
});

test.each([
  ['an unknown message', "a\n{{t 'common.nope'}}", 'pages/x.hbs:2: unknown message "common.nope"; add it to messages/en'],
  ['an unknown message inside a call', "{{> status text=(t 'nope.x')}}", 'pages/x.hbs:1: unknown message "nope.x"; add it to messages/en'],
  ['an unknown partial', '\n\n{{> nothing}}', 'pages/x.hbs:3: unknown partial "nothing"'],
  ['an unknown block partial', '{{#> frame}}{{/frame}}', 'pages/x.hbs:1: unknown partial "frame"'],
  ['an unknown helper', '{{shout name}}', 'pages/x.hbs:1: unknown helper "shout"'],
  ['a helper where a field was meant', '{{date}}', 'pages/x.hbs:1: "date" is a helper; to show a field of that name write this.date'],
  ['text that is not escaped', '{{{html}}}', 'pages/x.hbs:1: unescaped {{{ }}} is not allowed'],
  ['an inline style', '<p style="color:red">', 'pages/x.hbs:1: has a style attribute; use a class or an SVG attribute, the content policy refuses inline style'],
  ['an inline script', '<script>go()</script>', 'pages/x.hbs:1: has an inline script; scripts stand in assets/app.js'],
  ['an inline handler', '<a onclick="go()">', 'pages/x.hbs:1: has an inline event handler; behaviour stands in assets/app.js'],
])('%s is refused with file and line', (_, source, problem) => {
  expect(problems(source)).toContain(problem);
});

test('a template that does not parse is refused with its line', () => {
  expect(problems('ok\n{{#if x}}')[0]).toMatch(/^pages\/x\.hbs:\d+: /);
});
