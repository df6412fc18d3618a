import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { services, type Service } from '#libs/contracts/contract.js';

/** A service's signing key and the public part that the others are given, as JWKs. */
export interface ActorKeyPair {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** Makes a new Ed25519 key pair for signing actor tokens. */
export async function newActorKey(): Promise<ActorKeyPair> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { privateJwk: await exportJWK(privateKey), publicJwk: await exportJWK(publicKey) };
}

/** Imports the private JWK of `ACTOR_KEY`. */
export async function signingKey(jwk: JWK): Promise<CryptoKey> {
  return (await importJWK(jwk, 'EdDSA')) as CryptoKey;
}

/** The public keys of each service; several while a key is being exchanged. */
export type PublicKeys = Partial<Record<Service, readonly CryptoKey[]>>;

/** Imports the public JWKs of `ACTOR_PUBLIC_KEYS`: an object of service name to one JWK or a list of them. */
export async function verifyingKeys(jwks: PublicJwks): Promise<PublicKeys> {
  const entries = await Promise.all(
    services.map(async (service) => {
      const given = jwks[service] ?? [];
      const list = Array.isArray(given) ? given : [given];
      return [service, await Promise.all(list.map(signingKey))] as const;
    }),
  );
  return Object.fromEntries(entries);
}

export type PublicJwks = Partial<Record<Service, JWK | JWK[]>>;

/** Reads one Ed25519 JWK from JSON. @throws Error that says what is wrong with it */
export function parseJwk(text: string, part: 'private' | 'public'): JWK {
  return checkJwk(JSON.parse(text), part);
}

/** Reads `ACTOR_PUBLIC_KEYS`. @throws Error that names the service whose key is wrong */
export function parsePublicJwks(text: string): PublicJwks {
  const given: unknown = JSON.parse(text);
  if (typeof given !== 'object' || given === null) throw new Error('is not an object');
  const entries = Object.entries(given).map(([service, value]) => {
    if (!(services as readonly string[]).includes(service)) throw new Error(`names "${service}", which is not a service`);
    return [service, Array.isArray(value) ? value.map((jwk) => checkJwk(jwk, 'public')) : checkJwk(value, 'public')];
  });
  return Object.fromEntries(entries) as PublicJwks;
}

function checkJwk(value: unknown, part: 'private' | 'public'): JWK {
  const jwk = value as JWK | null;
  if (jwk?.kty !== 'OKP' || jwk.crv !== 'Ed25519' || !jwk.x) throw new Error('is not an Ed25519 JWK');
  if (part === 'private' && !jwk.d) throw new Error('is a public key where a private one is needed');
  if (part === 'public' && jwk.d) throw new Error('holds a private key where only public ones belong');
  return jwk;
}
