import { placeWithin, signInView } from './sign-in.view.js';

test.each([
  ['/vendors?tier=high', '/vendors?tier=high'],
  ['/', '/'],
  ['//elsewhere.example/x', '/'],
  ['/\\elsewhere.example', '/'],
  ['/a\\..\\b', '/'],
  ['https://elsewhere.example', '/'],
  ['/a\r\nset-cookie: x=1', '/'],
  ['vendors', '/'],
  [['/vendors', '/x'], '/'],
  [undefined, '/'],
])('signing in goes on within this site only: %j leads to %s', (next, place) => {
  expect(placeWithin(next)).toBe(place);
});

test('a refused form says so in its title and keeps the address', () => {
  const view = signInView('sign-in.title', { email: 'a@b.example' }, { errors: [{ field: 'email', text: 'No', href: '#email' }], wrong: { email: 'No' } });
  expect(view.page.error).toBe(true);
  expect(view.values['email']).toBe('a@b.example');
});
