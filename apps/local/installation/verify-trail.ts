import { readFile } from 'node:fs/promises';
import { services } from '#libs/contracts/contract.js';
import { verifyAudit, type AuditCheckpoint, type AuditFault, type AuditVerdict } from '#libs/platform/audit-verify.js';
import { openOwnerDatabase } from '#libs/platform/open-database.js';
import { Refusal } from '../refusal.js';
import type { Installation } from './open-installation.js';

/** What the check of every service's audit trail found. */
export interface TrailVerdict {
  readonly tenants: number;
  readonly sealed: number;
  readonly unsealed: number;
  readonly faults: readonly AuditFault[];
  readonly checkpoints: readonly AuditCheckpoint[];
}

/**
 * Checks the audit trail of every service.
 * @param kept a file of checkpoints that an earlier check printed and that was kept elsewhere
 */
export async function verifyTrail(installation: Installation, kept: string | undefined): Promise<TrailVerdict> {
  const checkpoints = kept === undefined ? [] : await readCheckpoints(kept);
  const owner = await openOwnerDatabase(installation.ownerUrl);
  try {
    const verdicts: AuditVerdict[] = [];
    for (const service of services) verdicts.push(await verifyAudit(owner.manager, service, { kept: checkpoints }));
    const sum = (of: (verdict: AuditVerdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
    return {
      tenants: Math.max(0, ...verdicts.map((verdict) => verdict.tenants)),
      sealed: sum((verdict) => verdict.sealed),
      unsealed: sum((verdict) => verdict.unsealed),
      faults: verdicts.flatMap((verdict) => verdict.faults),
      checkpoints: verdicts.flatMap((verdict) => verdict.checkpoints),
    };
  } finally {
    await owner.destroy();
  }
}

async function readCheckpoints(file: string): Promise<readonly AuditCheckpoint[]> {
  try {
    const given = JSON.parse(await readFile(file, 'utf8')) as { checkpoints?: AuditCheckpoint[] } | AuditCheckpoint[];
    return Array.isArray(given) ? given : (given.checkpoints ?? []);
  } catch {
    throw new Refusal(`${file} does not hold checkpoints as "concord audit verify --json" prints them.`);
  }
}
