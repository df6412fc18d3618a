import { asset, message, render } from './render.js';

const user = { name: 'Nadia <b>Keller', tenant: 'Orrinvale & Sons', roles: ['procurement'] };
const page = { title: 'Style "guide" <script>alert(1)</script>', nav: 'vendors' as const };

test('every value is escaped, in text and in attributes', () => {
  const html = render('styleguide/styleguide', { page, user, csrf: '"><img src=x>' });
  expect(html).toContain('Style &quot;guide&quot; &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('Nadia &lt;b&gt;Keller');
  expect(html).toContain('Orrinvale &amp; Sons');
  expect(html).toContain('value="&quot;&gt;&lt;img src&#x3D;x&gt;"');
  expect(html).not.toContain('<script>alert');
});

test('the current page is marked once in the navigation, and settings are for administrators', () => {
  const html = render('styleguide/styleguide', { page, user });
  expect(html.match(/<li><a href="[^"]+" aria-current="page">Vendors<\/a>/g)).toHaveLength(1);
  expect(html).not.toContain('href="/settings"');
  expect(render('styleguide/styleguide', { page, user: { ...user, roles: ['administrator'] } })).toContain('href="/settings"');
});

test('properties that a view inherits are not shown', () => {
  const view = Object.create({ page: { title: 'inherited title' } }) as object;
  expect(render('styleguide/styleguide', view)).not.toContain('inherited title');
});

test('a missing message fails with its key, a message without its value with the name of the value', () => {
  expect(() => message('common.no-such-key')).toThrow('There is no message "common.no-such-key"');
  expect(() => message('nowhere')).toThrow('There is no message "nowhere"');
  expect(() => message('common.carries')).toThrow('asker');
  expect(message('common.problem', { count: 3 })).toBe('There are 3 problems');
});

test('an unknown template and an unknown asset fail with their name', () => {
  expect(() => render('no/page', {})).toThrow('There is no page template "no/page"');
  expect(() => asset('none.css')).toThrow('There is no asset "none.css"');
  expect(asset('concord.css')).toMatch(/^\/assets\/concord\.[0-9a-f]{10}\.css$/);
});
