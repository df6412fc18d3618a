import { spawnSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../browser/open-browser.js';
import type { MadeDocument } from './blocks.js';
import { writeWithChromium } from './write-chromium.js';
import { writeWithLibreOffice } from './write-libreoffice.js';
import { writeWithPdfkit } from './write-pdfkit.js';

/** Programs that make PDFs; LibreOffice only where it is installed. */
export const packagedProducers = ['pdfkit-tagged', 'pdfkit', 'chromium-tagged', 'chromium'] as const;
export const installedProducers = ['libreoffice-tagged', 'libreoffice'] as const;
export type Producer = (typeof packagedProducers)[number] | (typeof installedProducers)[number];

/** Producers that this machine has. */
export const producersHere = (): readonly Producer[] => [...packagedProducers, ...(spawnSync('soffice', ['--version']).status === 0 ? (['libreoffice-tagged', 'libreoffice'] as const) : [])];

/** Writes documents; one browser serves them all. */
export class Printers {
  private browser: Promise<Browser> | null = null;

  async write(producer: Producer, path: string, made: MadeDocument): Promise<void> {
    const tagged = producer.endsWith('-tagged');
    if (producer.startsWith('pdfkit')) return writeWithPdfkit(path, made, tagged);
    if (producer.startsWith('chromium')) return writeWithChromium(await (this.browser ??= openBrowser()), path, made, tagged);
    return writeWithLibreOffice(path, made, tagged);
  }

  async close(): Promise<void> {
    await (await this.browser)?.close();
  }
}
