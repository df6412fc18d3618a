import { randomBytes } from 'node:crypto';
import { services, type Service } from '#libs/contracts/contract.js';
import { natsUsers } from '#libs/contracts/nats-config.js';
import { newActorKey } from '#libs/platform/keys.js';
import { passwordVariable } from './deploy-files.js';

/** New secrets for a deployment on servers. */
export interface DeploymentSecrets {
  /** By the name of the variable that hands the password to PostgreSQL. */
  readonly rolePasswords: Readonly<Record<string, string>>;
  /** By the name of the variable that hands the password to NATS. */
  readonly natsPasswords: Readonly<Record<string, string>>;
  readonly actorKeys: Readonly<Record<Service, string>>;
  readonly actorPublicKeys: string;
  readonly sessionKey: string;
  readonly linkKey: string;
}

/** What a deployment brings itself. */
export interface Outside {
  /** `host[:port]/database[?sslmode=…]` */
  readonly database: string;
  readonly objectStore: string;
  readonly smtp: string;
  readonly namespace: string;
}

const secret = () => randomBytes(32).toString('base64url');

/** Makes them all. */
export async function newDeploymentSecrets(): Promise<DeploymentSecrets> {
  const pairs = await Promise.all(services.map(async (service) => [service, await newActorKey()] as const));
  return {
    rolePasswords: Object.fromEntries((['owner', ...services] as const).map((role) => [passwordVariable.role(role), secret()])),
    natsPasswords: Object.fromEntries([...natsUsers, 'route' as const].map((user) => [passwordVariable.nats(user), secret()])),
    actorKeys: Object.fromEntries(pairs.map(([service, pair]) => [service, JSON.stringify(pair.privateJwk)])) as Record<Service, string>,
    actorPublicKeys: JSON.stringify(Object.fromEntries(pairs.map(([service, pair]) => [service, pair.publicJwk]))),
    sessionKey: secret(),
    linkKey: secret(),
  };
}

/** The lines of the `.env` beside docker-compose.yml. */
export function composeEnvironment(secrets: DeploymentSecrets): string {
  const values: Record<string, string> = {
    CONCORD_DB_PASSWORD_SUPERUSER: secret(),
    ...secrets.rolePasswords,
    ...secrets.natsPasswords,
    CONCORD_S3_KEY: 'concord',
    CONCORD_S3_SECRET: secret(),
    CONCORD_SESSION_KEY: secrets.sessionKey,
    CONCORD_LINK_KEY: secrets.linkKey,
    ...Object.fromEntries(services.map((service) => [`CONCORD_ACTOR_KEY_${service.toUpperCase()}`, secrets.actorKeys[service]])),
    CONCORD_ACTOR_PUBLIC_KEYS: secrets.actorPublicKeys,
  };
  return Object.entries(values).map(([name, value]) => `${name}=${value}\n`).join('');
}

/** A Kubernetes Secret, as far as we fill it. */
export interface Secret {
  readonly apiVersion: 'v1';
  readonly kind: 'Secret';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly type: 'Opaque';
  readonly stringData: Readonly<Record<string, string>>;
}

/** One Secret per service with its own keys alone, one for the migrations, one for NATS, one for making the roles. */
export function kubernetesSecrets(secrets: DeploymentSecrets, outside: Outside): readonly Secret[] {
  const database = (role: Service | 'owner') => `postgres://concord_${role}:${secrets.rolePasswords[passwordVariable.role(role)]}@${outside.database}`;
  const nats = (user: Service | 'admin') => `nats://${user}:${secrets.natsPasswords[passwordVariable.nats(user)]}@nats:4222`;
  const withObjects: readonly Service[] = ['web', 'reports', 'questionnaires', 'programme', 'crosswalk'];
  const ofService = (service: Service) => ({
    DATABASE_URL: database(service),
    NATS_URL: nats(service),
    ACTOR_KEY: secrets.actorKeys[service],
    ACTOR_PUBLIC_KEYS: secrets.actorPublicKeys,
    ...(withObjects.includes(service) && { OBJECT_STORE: outside.objectStore }),
    ...(service === 'web' && { SESSION_KEY: secrets.sessionKey }),
    ...((service === 'web' || service === 'questionnaires') && { LINK_KEY: secrets.linkKey }),
    ...(service === 'notifier' && { SMTP_URL: outside.smtp }),
  });
  const named = (name: string, stringData: Record<string, string>): Secret => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: outside.namespace }, type: 'Opaque', stringData });
  return [
    ...services.map((service) => named(`concord-${service}`, ofService(service))),
    named('concord-migrate', { OWNER_DATABASE_URL: database('owner'), NATS_URL: nats('admin') }),
    named('concord-nats', secrets.natsPasswords),
    named('concord-roles', secrets.rolePasswords),
  ];
}
