import { render } from '../../render.js';
import { enterView, linkView } from './link.view.js';

const token = 'Tok-en_0123456789abcdef';
const opened = (state: 'open' | 'submitted' | 'closed' | 'expired' | 'unknown') => ({ state, asker: state === 'unknown' ? null : 'Orrinvale Clinics', hint: state === 'unknown' ? null : 'a•••@halvorsen.example' });
const link = (state: Parameters<typeof opened>[0]) => render('link/link', linkView(token, opened(state)));

test.each(['open', 'submitted'] as const)('a link that is %s offers to send a code, by a post', (state) => {
  expect(link(state)).toMatch(/<form method="post" action="\/l\/Tok-en_0123456789abcdef\/code"/);
  expect(link(state)).toContain('a•••@halvorsen.example');
});

test.each(['closed', 'expired', 'unknown'] as const)('a link that is %s says why and offers nothing', (state) => {
  expect(link(state)).not.toContain('<form');
  expect(link(state)).not.toMatch(/undefined|null|a•••@/);
});

test('a refused code stays in its field, which takes a pasted code and is offered the one from the mail', () => {
  const html = render('link/enter', enterView(token, opened('open'), '123 45', { errors: [{ field: 'code', text: 'Enter the six digits of the code', href: '#code' }], wrong: { code: 'Enter the six digits of the code' } }));
  expect(html).toMatch(/<input[^>]*id="code"[^>]*value="123 45"[^>]*aria-invalid="true"[^>]*autocomplete="one-time-code"/);
  expect(html).toContain('<a href="#code">Enter the six digits of the code</a>');
  expect(html).toMatch(/<form method="post" action="\/l\/Tok-en_0123456789abcdef\/code"/);
});
