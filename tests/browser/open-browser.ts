import chromiumProgram from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

const unwanted = new Set(['--single-process', '--no-zygote', '--disable-web-security', '--allow-running-insecure-content']);

/**
 * Starts the Chromium that came with the packages.
 * @throws Error of one line when a library of the operating system is missing
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromiumProgram.executablePath();
  // what makes it fit into one small process also makes it fall over with several windows
  const args = chromiumProgram.args.filter((one) => !unwanted.has(one));
  try {
    return await chromium.launch({ executablePath, args, headless: true, timeout: 60_000 });
  } catch (error) {
    if (/error while loading shared libraries/.test(String(error))) throw new Error('Chromium needs libnss3 and libnspr4: apt-get install -y libnss3 libnspr4');
    throw error;
  }
}
