import { SignJWT, decodeJwt, errors, jwtVerify, type CryptoKey } from 'jose';
import { actorClaims, type ActorClaims, type RequestContract, type Service } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from './context.js';
import type { PublicKeys } from './keys.js';

const lifetime = 60;
const leeway = 5;

/**
 * Signs who asks: valid one minute and for one subject only, so that whoever receives it cannot use it elsewhere.
 * Only `web` may speak for a person or a vendor; every other service speaks for itself.
 * @throws Error when a service other than web passes on somebody else's context
 */
export async function signActor(key: CryptoKey, service: Service, contract: RequestContract, as: Context): Promise<string> {
  if (as.kind !== 'system' && service !== 'web') {
    throw new Error(`${service} may ask ${contract.subject} only as itself: pass systemContext('${service}', …)`);
  }
  const claims = {
    sub: as.kind === 'system' ? `system:${service}` : as.actor,
    kind: as.kind,
    ten: as.tenant || null,
    rid: as.request,
    roles: as.roles,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(service)
    .setAudience(contract.subject)
    .setIssuedAt()
    .setExpirationTime(`${lifetime}s`)
    .sign(key);
}

/**
 * Checks a token: signed by the service it names, for this subject, not older than a minute.
 * @throws Fault `platform.token-refused` (unauthenticated)
 */
export async function verifyActor(keys: PublicKeys, contract: RequestContract, token: string | undefined): Promise<ActorClaims> {
  if (!token) throw refused('The request carries no actor token.');
  const issuer = issuerOf(token);
  for (const key of keys[issuer] ?? []) {
    const claims = await claimsUnder(key, issuer, contract, token);
    if (claims) return claims;
  }
  throw refused(`The actor token of ${issuer} is not signed with a known key.`);
}

function issuerOf(token: string): Service {
  try {
    return actorClaims.shape.iss.parse(decodeJwt(token).iss);
  } catch {
    throw refused('The actor token cannot be read.');
  }
}

/** The claims where the key made the signature, undefined where another one may have. */
async function claimsUnder(key: CryptoKey, issuer: Service, contract: RequestContract, token: string): Promise<ActorClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      issuer,
      audience: contract.subject,
      maxTokenAge: lifetime + leeway,
      clockTolerance: leeway,
    });
    return actorClaims.parse(payload);
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return undefined;
    throw refused('The actor token is expired or meant for another subject.');
  }
}

function refused(message: string): Fault {
  return new Fault('unauthenticated', 'platform.token-refused', message);
}
