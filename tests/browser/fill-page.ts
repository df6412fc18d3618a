import type { Page } from 'playwright-core';

interface Field {
  readonly id: string;
  readonly act: 'check' | 'fill';
  readonly text: string;
}

/** What is still open on the page, told by the page itself, so that a slow machine is asked once. */
const openFields = `[...document.querySelectorAll('.question[data-answer]')].flatMap((question) => {
  const all = (selector) => [...question.querySelectorAll(selector)];
  const choices = all('input[name^="c-"]:is([type="radio"], [type="checkbox"])');
  const texts = all('textarea[name^="a-"], input[name^="a-"], [name^="t-"][id*="-0-"]').filter((field) => !field.value);
  // an explanation stands open where one is or may be needed
  const explanations = all('textarea[name^="e-"]').filter((field) => !field.value && !field.closest('details:not([open])'));
  return [
    ...(choices.length && !choices.some((one) => one.checked) ? [{ id: choices[0].id, act: 'check', text: '' }] : []),
    ...texts.map((field) => ({ id: field.id, act: 'fill', text: field.type === 'date' ? '2026-01-15' : field.type === 'number' || field.inputMode === 'decimal' ? '12' : 'Written down, approved and kept up to date.' })),
    ...explanations.map((field) => ({ id: field.id, act: 'fill', text: 'As our security handbook says.' })),
  ];
})`;

/** Answers every open question on a page of the form from what is rendered: the first choice, a plausible word, number and day. */
export async function fillPage(page: Page): Promise<void> {
  for (const { id, act, text } of await page.evaluate<readonly Field[]>(openFields)) {
    const field = page.locator(`[id="${id}"]`);
    await (act === 'check' ? field.check() : field.fill(text));
  }
}
