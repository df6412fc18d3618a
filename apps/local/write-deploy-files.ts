import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployFiles } from './deploy-files.js';
import { projectRoot } from './project-root.js';

for (const [path, text] of Object.entries(deployFiles())) writeFileSync(join(projectRoot, path), text);
