import { website } from './words.js';

test.each([
  ['quill.example', 'https://quill.example'],
  [' www.quill.example/security?x=1 ', 'https://www.quill.example/security?x=1'],
  ['quill.example:8443', 'https://quill.example:8443'],
  ['müller.example', 'https://müller.example'],
  ['https://quill.example/', 'https://quill.example/'],
  ['http://quill.example', 'http://quill.example'],
])('the website %s is taken as %s', (typed, taken) => {
  expect(website.parse(typed)).toBe(taken);
});

test.each(['javascript:alert(1)', 'JavaScript://quill.example/%0aalert(1)', 'data:text/html,x', 'ftp://quill.example', 'mailto:a@quill.example', 'https://', 'https://localhost', 'https://me:secret@quill.example', 'quill', 'two words.example'])('the website %s is refused, with words that say what fits', (typed) => {
  const { error } = website.safeParse(typed);
  expect(error?.issues[0]?.message).toBe('Enter the address of a website, such as https://example.com');
});
