import { services } from '#libs/contracts/contract.js';
import { migrate } from '#libs/platform/migrate.js';
import { openOwnerDatabase } from '#libs/platform/open-database.js';
import { migrationTable } from './migration-table.js';
import { Refusal } from './refusal.js';

/**
 * Brings every service's schema up to date, one after the other.
 * @param ownerUrl the address with the owner role
 * @returns the steps that were run, each as `service: step`
 * @throws Refusal when the database was written by a newer version, or a step fails
 */
export async function migrateAll(ownerUrl: string): Promise<string[]> {
  const owner = await openOwnerDatabase(ownerUrl);
  try {
    const ran: string[] = [];
    for (const service of services) ran.push(...(await migrate(owner, service, migrationTable[service])).map((step) => `${service}: ${step}`));
    return ran;
  } catch (error) {
    if (error instanceof Error && /ahead of the code|^migration /.test(error.message)) throw new Refusal(error.message);
    throw error;
  } finally {
    await owner.destroy();
  }
}
