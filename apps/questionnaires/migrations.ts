import { requests } from './migrations/0001-requests.js';
import { threads } from './migrations/0002-threads.js';
import { sending } from './migrations/0003-sending.js';
import { again } from './migrations/0004-again.js';
import { colleagues } from './migrations/0005-colleagues.js';
import { secondPerson } from './migrations/0006-second-person.js';
import { answerOrigins } from './migrations/0007-origins.js';
import { ownTemplates } from './migrations/0008-own-templates.js';

/** In the order in which they are applied. */
export const migrations = [requests, threads, sending, again, colleagues, secondPerson, answerOrigins, ownTemplates];
