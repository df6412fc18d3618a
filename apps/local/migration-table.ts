import type { Service } from '#libs/contracts/contract.js';
import type { Migration } from '#libs/platform/migrate.js';
import { migrations as crosswalk } from '../crosswalk/migrations.js';
import { migrations as notifier } from '../notifier/migrations.js';
import { migrations as programme } from '../programme/migrations.js';
import { migrations as questionnaires } from '../questionnaires/migrations.js';
import { migrations as reports } from '../reports/migrations.js';
import { migrations as vendors } from '../vendors/migrations.js';
import { migrations as web } from '../web/migrations.js';

/** What each service's schema is made of. */
export const migrationTable: Readonly<Record<Service, readonly Migration[]>> = { web, vendors, questionnaires, reports, programme, crosswalk, notifier };
