import { firstRunUrl } from './first-run-url.js';

const { PUBLIC_URL: address, SESSION_KEY: key } = process.env;
if (address && key) {
  process.stdout.write(`${firstRunUrl(address, key)}\n`);
} else {
  process.stderr.write('Run this where web runs: it needs PUBLIC_URL and SESSION_KEY.\n');
  process.exitCode = 1;
}
