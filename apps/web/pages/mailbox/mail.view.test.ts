import { render } from '../../render.js';
import { mailboxView, mailParts, mailView } from './mail.view.js';

const mail = { file: '2026-a.eml', subject: 'Your <code>', to: 'sam@q.example', from: 'Concord <c@o.example>', at: '2026-03-10T08:00:00.000Z', text: 'Hello,\n\nopen:\nhttp://127.0.0.1:3000/link/abc\n\nhttp://127.0.0.1:30001/evil and https://elsewhere.example/x' };

test('only addresses of this Concord become links', () => {
  const html = render('mailbox/mail', mailView(mail, 'http://127.0.0.1:3000'));
  expect(html.match(/<a href="http/g)).toHaveLength(1);
  expect(html).toContain('http://127.0.0.1:30001/evil');
  expect(html).toContain('Your &lt;code&gt;');
});

test('a line is cut at its addresses and nothing of it is lost', () => {
  const line = 'a http://h/x b https://o/y';
  expect(mailParts(line, 'http://h/').map(({ text }) => text).join('')).toBe(line);
  expect(mailParts(line, 'http://h/').filter(({ href }) => href)).toHaveLength(1);
});

test('an empty mailbox says what will stand there', () => {
  expect(render('mailbox/list', mailboxView([], null))).toContain('No mails yet');
  expect(render('mailbox/list', mailboxView([{ ...mail, subject: '' }], 'n.eml'))).toContain('(no subject)');
});
