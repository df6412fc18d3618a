import Handlebars from 'handlebars';
import { compilePage, runtimeSource } from './page-compiler.js';

const views = [undefined, null, false, 0, '', [], true, 1, 'a', [0], {}].flatMap((one) => [{ one, two: 'b', list: [one, 'c'] }, { one, list: [{ one: 'inner' }, null] }]);
const templates = [
  '{{#if one}}yes {{two}}{{/if}}', '{{#unless one}}no{{else}}yes{{/unless}}', '{{#if one}}1{{else if two}}2{{else}}3{{/if}}',
  '{{#each list}}{{#if this}}{{@index}}{{one}}{{#if ../one}}{{../two}}{{/if}}{{else}}-{{/if}}{{#unless @last}},{{/unless}}{{/each}}',
  '{{#with two}}{{#if ../one}}{{this}}{{else}}{{../one}}{{/if}}{{/with}}',
];

test('conditions hold for what they hold for in Handlebars, with the same view inside', () => {
  for (const source of templates) {
    const ours = Handlebars.template(new Function(`${runtimeSource} return ${compilePage(Handlebars.parse(source), [])}`)() as TemplateSpecification);
    const theirs = Handlebars.compile(source, { knownHelpersOnly: true });
    for (const view of views) expect(ours(view)).toBe(theirs(view));
  }
});
