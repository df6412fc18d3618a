import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** Draws which part imports which into imports.md: `npm run picture`. */
const drawn = execFileSync(process.execPath, [
  'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '--output-type', 'mermaid',
  '--collapse', '^(apps|libs)/[^/]+', '--include-only', '^(apps|libs)/', '--exclude', '(test|fixture)\\.ts$',
], { encoding: 'utf8' });
writeFileSync('docs/imports.md', `# Who imports whom\n\nDrawn from the code by \`npm run picture\`. Arrows point down only; a rule with a planted violation guards each wall.\n\n\`\`\`mermaid\n${drawn}\`\`\`\n`);
