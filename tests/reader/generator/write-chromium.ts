import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { MadeDocument } from './blocks.js';
import { htmlOf, printOptions } from './write-html.js';

/** Prints a made document with Chromium. */
export const writeWithChromium = async (browser: Browser, path: string, made: MadeDocument, tagged: boolean): Promise<void> => {
  const page = await browser.newPage();
  try {
    await page.setContent(htmlOf(made));
    await writeFile(path, await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged, ...printOptions(made) }));
  } finally {
    await page.close();
  }
};
