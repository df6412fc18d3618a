import { nameErrors } from './name-errors.js';
import { render } from './render.js';
import { vendorFormErrors, vendorFormView } from './pages/vendors/vendor-form.view.js';

const refused = (...fields: [string, string][]) => vendorFormErrors({ errors: fields.map(([field, text]) => ({ field, text, href: `#${field}` })) });
const linesOf = (html: string) => [...html.slice(html.indexOf('data-error-summary'), html.indexOf('</ul>', html.indexOf('data-error-summary'))).matchAll(/<li><a href="([^"]+)">([^<]*)/g)].map(([, href, text]) => `${href} ${text}`);

test('each line of the error summary says which field it means', () => {
  const html = render('vendors/form', vendorFormView({}, { key: 'k' }, refused(['name', 'Enter a text'], ['service', 'Enter a text'], ['owner', 'Use at most 200 characters'], ['profile.dataClasses', 'Choose at least one kind of data'], ['profile.volume', 'Invalid'], ['profile.access', 'Invalid'])));
  expect(linesOf(html)).toEqual([
    '#name Name: enter a text',
    '#service What you buy: enter a text',
    '#owner Who answers for this vendor with you: use at most 200 characters',
    '#dataClasses Choose at least one kind of data',
    '#volume How many people&#x27;s records? Choose one',
    '#access Which access do they have to your systems? Choose one',
  ]);
});

test('a page without a summary, and a line whose field is not on the page, stay as they are', () => {
  const named = (name: string, text: string) => `${name}: ${text}`;
  const lost = '<div data-error-summary><ul><li><a href="#gone">Enter a text</a></li></ul></div><a href="#x">Enter a text</a>';
  expect(nameErrors(lost, named)).toBe(lost);
  expect(nameErrors('<label for="x">Name</label><a href="#x">Enter a text</a>', named)).toBe('<label for="x">Name</label><a href="#x">Enter a text</a>');
});
