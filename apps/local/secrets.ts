import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { services, type Service } from '#libs/contracts/contract.js';
import { newActorKey } from '#libs/platform/keys.js';
import { writeSafely } from './data-folder.js';
import { Refusal } from './refusal.js';

const jwk = z.looseObject({ kty: z.string() });
const perService = <T extends z.ZodType>(value: T) => z.record(z.enum(services), value);

const shape = z.object({
  installation: z.string(),
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  rolePasswords: perService(z.string()),
  natsAdminPassword: z.string(),
  natsPasswords: perService(z.string()),
  actorKeys: perService(z.object({ privateJwk: jwk, publicJwk: jwk })),
  sessionKey: z.string(),
  linkKey: z.string(),
});

/** Every secret of an installation on this computer. They are made once and never printed. */
export type Secrets = z.output<typeof shape>;

/**
 * Reads `secrets.json` of the data folder, or makes it, readable for this user only.
 * @throws Refusal when the file is there but cannot be read
 */
export async function openSecrets(dir: string): Promise<Secrets> {
  const path = join(dir, 'secrets.json');
  if (existsSync(path)) return readSecrets(path);
  const secrets = await newSecrets();
  await writeSafely(path, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  return secrets;
}

async function readSecrets(path: string): Promise<Secrets> {
  try {
    await chmod(path, 0o600);
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new Refusal(`${path} cannot be read: put back the file that belongs to this data folder, from a backup if need be.`);
  }
}

async function newSecrets(): Promise<Secrets> {
  const secret = () => randomBytes(32).toString('base64url');
  const each = <T>(make: () => T) => Object.fromEntries(services.map((service) => [service, make()])) as Record<Service, T>;
  const keys = await Promise.all(services.map(async (service) => [service, await newActorKey()] as const));
  return shape.parse({
    installation: randomBytes(8).toString('hex'),
    superuserPassword: secret(),
    ownerPassword: secret(),
    rolePasswords: each(secret),
    natsAdminPassword: secret(),
    natsPasswords: each(secret),
    actorKeys: Object.fromEntries(keys),
    sessionKey: secret(),
    linkKey: secret(),
  });
}
