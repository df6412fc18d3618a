import { evidence } from './migrations/0001-evidence.js';
import { overlays } from './migrations/0002-overlays.js';
import { judgedOverlays } from './migrations/0003-judged-overlays.js';
import { coverageDue } from './migrations/0004-coverage-due.js';
import { frameworkChoice } from './migrations/0005-framework-choice.js';
import { judgedDays } from './migrations/0006-judged-days.js';
import { judgingCatalog } from './migrations/0007-judging-catalog.js';

/** In the order in which they are applied. */
export const migrations = [evidence, overlays, judgedOverlays, coverageDue, frameworkChoice, judgedDays, judgingCatalog];
