import { Fault } from '#libs/contracts/faults.js';

const tenantId = /^[0-9a-f-]{36}$/;
const digest = /^[0-9a-f]{64}$/;

/**
 * The key of an object: tenant, two digits to spread, hash. Nothing else can be part of it.
 * @throws Fault `object.missing` where tenant or hash are not well-formed
 */
export function objectKey(tenant: string, sha256: string): string {
  if (!tenantId.test(tenant) || !digest.test(sha256)) throw missing();
  return `${tenant}/${sha256.slice(0, 2)}/${sha256}`;
}

export function missing(): Fault {
  return new Fault('missing', 'object.missing', 'There is no such file.');
}
