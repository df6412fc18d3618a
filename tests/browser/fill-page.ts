import type { Locator, Page } from 'playwright-core';

/** Answers every question on a page of the form from what is rendered: the first choice, a plausible word, number and day. */
export async function fillPage(page: Page): Promise<number> {
  const questions = await page.locator('.question[data-answer]').all();
  for (const question of questions) {
    await choose(question, 'radio');
    await choose(question, 'checkbox');
    await typeInto(question.locator('textarea[name^="a-"]'), 'Written down, approved and kept up to date.');
    await typeInto(question.locator('input[name^="a-"][type="date"]'), '2026-01-15');
    await typeInto(question.locator('input[name^="a-"]:not([type="date"])'), '12');
    for (const cell of await question.locator('[name^="t-"][id*="-0-"]').all()) {
      const type = await cell.getAttribute('type');
      await typeInto(cell, type === 'date' ? '2026-01-15' : type === 'number' ? '1' : 'Example');
    }
    // an explanation stands open where one is or may be needed
    const explanation = question.locator('textarea[name^="e-"]');
    if (await explanation.count() && await explanation.isVisible()) await typeInto(explanation, 'As our security handbook says.');
  }
  return questions.length;
}

/** Chooses the first of the choices unless one is chosen. */
async function choose(question: Locator, type: 'radio' | 'checkbox'): Promise<void> {
  const choices = question.locator(`input[type="${type}"][name^="c-"]`);
  if (!(await choices.count()) || (await question.locator(`input[type="${type}"][name^="c-"]:checked`).count())) return;
  await choices.first().check();
}

/** Types where nothing is typed yet. */
async function typeInto(field: Locator, text: string): Promise<void> {
  if (await field.count() && !(await field.inputValue())) await field.fill(text);
}
