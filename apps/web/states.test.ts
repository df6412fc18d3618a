import { readFileSync } from 'node:fs';
import { states } from './states.js';

test('every state has a word, and every word a state', () => {
  const common = JSON.parse(readFileSync(new URL('./messages/en/common.json', import.meta.url), 'utf8')) as { status: Record<string, string> };
  expect(Object.keys(common.status).sort()).toEqual(Object.keys(states).sort());
});

test('every shape that a state names is drawn in the sprite, and its class in the style sheet', () => {
  const sprite = readFileSync(new URL('./partials/sprite.hbs', import.meta.url), 'utf8');
  const css = readFileSync(new URL('./assets/concord.css', import.meta.url), 'utf8');
  for (const { icon, look } of Object.values(states)) {
    expect(sprite).toContain(`id="i-${icon}"`);
    expect(css).toContain(`.is-${look}`);
  }
});
