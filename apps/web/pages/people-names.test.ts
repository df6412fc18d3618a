import { nameOf } from './people-names.js';

const who = nameOf([{ id: 'a1', name: 'Nadia Keller' }]);

test('people have names, Concord and vendors have words, and an id is never shown', () => {
  expect(who('a1')).toBe('Nadia Keller');
  expect(who('system:questionnaires')).toBe('Concord');
  expect(who('0193d2c4-0000-7000-8000-000000000000')).toBe('The vendor');
  expect(who('sam@vendor.example')).toBe('sam@vendor.example');
});
