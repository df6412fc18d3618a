import { styleguideView } from './pages/styleguide/styleguide.view.js';
import { asset, message, render } from './render.js';

const user = { name: 'Nadia <b>Keller', tenant: 'Orrinvale & Sons', roles: ['procurement'] };
const page = { ...styleguideView.page, title: 'Style "guide" <script>alert(1)</script>', nav: 'vendors' as const };
const draw = (view: object): string => render('styleguide/styleguide', { ...styleguideView, page, user, ...view });

test('every value is escaped, in text and in attributes', () => {
  const html = draw({ csrf: '"><img src=x>', bars: [{ text: '<i>SOC', href: '"><b>', total: 3, parts: [{ state: 'met', count: 3 }] }] });
  expect(html).toContain('Style &quot;guide&quot; &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('Nadia &lt;b&gt;Keller');
  expect(html).toContain('Orrinvale &amp; Sons');
  expect(html).toContain('value="&quot;&gt;&lt;img src&#x3D;x&gt;"');
  expect(html).toContain('href="&quot;&gt;&lt;b&gt;" class="name">&lt;i&gt;SOC');
  expect(html).not.toContain('<script>alert');
});

test('the current page is marked once in the navigation, and settings are for administrators', () => {
  const html = draw({});
  expect(html.match(/<li><a href="[^"]+" aria-current="page">Vendors<\/a>/g)).toHaveLength(1);
  expect(html).not.toContain('href="/settings"');
  expect(draw({ user: { ...user, roles: ['administrator'] } })).toContain('href="/settings"');
});

test('properties that a view inherits are not shown', () => {
  const samples = Object.create({ answer: 'an inherited answer' }) as object;
  expect(draw({ samples: { answer: 'an own answer' } })).toContain('an own answer');
  expect(draw({ samples })).not.toContain('an inherited answer');
});

test('a missing message fails with its key, a message without its value with the name of the value', () => {
  expect(() => message('common.no-such-key')).toThrow('There is no message "common.no-such-key"');
  expect(() => message('nowhere')).toThrow('There is no message "nowhere"');
  expect(() => message('common.carries')).toThrow('asker');
  expect(message('common.problem', { count: 3 })).toBe('There are 3 problems');
  expect(message('common.problem', { count: 1 })).toBe('There is a problem');
  expect(message('home.yours', { count: 0 })).toBe('nothing for you');
  expect(message('home.yours', { count: 1 })).toBe('1 thing for you');
});

test('an unknown template and an unknown asset fail with their name', () => {
  expect(() => render('no/page', {})).toThrow('There is no page template "no/page"');
  expect(() => asset('none.css')).toThrow('There is no asset "none.css"');
  expect(asset('concord.css')).toMatch(/^\/assets\/concord\.[0-9a-f]{10}\.css$/);
});

test('content of a block sees the page that wrote it, also within a list', () => {
  const html = draw({ quote: { text: 'from the page' }, callouts: [{ text: 'from the list' }] });
  expect(html).toMatch(/<section class="block" aria-labelledby="s-reasons">[\s\S]*?from the page/);
  expect(html).toContain('from the list');
});

test('the style guide shows each part without a missing value', () => {
  const html = render('styleguide/styleguide', styleguideView);
  expect(html).not.toMatch(/undefined|\[object|NaN/);
  expect(html.match(/ id="([^"]+)"/g)).toHaveLength(new Set(html.match(/ id="([^"]+)"/g)).size);
});
