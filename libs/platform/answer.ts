import type { Msg } from '@nats-io/transport-node';
import type { ActorClaims, RequestContract } from '#libs/contracts/contract.js';
import { Fault, invalid } from '#libs/contracts/faults.js';
import { verifyActor } from './actor-token.js';
import { authorize } from './authorize.js';
import { traceOf, type Context } from './context.js';
import { databaseFault } from './database-faults.js';
import type { PublicKeys } from './keys.js';
import { newId } from './ids.js';
import { traced, type Log } from './log.js';
import type { Metrics } from './metrics.js';
import { faultHeaders, readJson, wire, writeJson } from './wire.js';

export interface AnswerParts {
  readonly keys: PublicKeys;
  readonly log: Log;
  readonly metrics: Metrics;
  /** How many bytes a reply may have, as the NATS server says. */
  readonly maxReply: () => number;
}

/** Answers one request: token, permission, shape of the request, handler, shape of the reply. Never throws. */
export async function answer(
  parts: AnswerParts,
  contract: RequestContract,
  message: Msg,
  handle: (request: unknown, context: Context) => Promise<unknown>,
): Promise<void> {
  const done = parts.metrics.requestStarted(contract.subject);
  try {
    const claims = await verifyActor(parts.keys, contract, message.headers?.get(wire.actor));
    authorize(contract, claims);
    const request = contract.request.safeParse(readJson(message.data));
    if (!request.success) throw invalid(request.error);
    const reply = contract.reply.parse(await handle(request.data, contextOf(claims, message)));
    message.respond(fitting(writeJson(reply), parts.maxReply()));
    done('ok');
  } catch (error) {
    const fault = faultOf(parts.log, contract, error);
    message.respond(writeJson(fault.body()), { headers: faultHeaders(fault) });
    done(fault.kind);
  }
}

/** Refuses a request that comes while too many others are under way. */
export function refuseBusy(message: Msg): void {
  const fault = new Fault('unavailable', 'platform.busy', 'The service has too much to do. Try again in a moment.');
  message.respond(writeJson(fault.body()), { headers: faultHeaders(fault) });
}

function fitting(reply: Uint8Array, limit: number): Uint8Array {
  if (reply.length > limit) throw new Fault('too-large', 'platform.reply-too-large', 'The answer is too large to send. Ask for less at once.');
  return reply;
}

function contextOf(claims: ActorClaims, message: Msg): Context {
  const key = message.headers?.get(wire.idempotencyKey);
  return {
    tenant: claims.ten ?? '',
    actor: claims.sub,
    kind: claims.kind,
    roles: claims.roles,
    issuer: claims.iss,
    request: claims.rid,
    trace: traceOf(message.headers?.get(wire.trace)),
    ...(key && { idempotencyKey: decodeURIComponent(key) }),
  };
}

/** A fault as it is; anything else becomes `internal`, and its id alone tells the caller what to look for in the log. */
function faultOf(log: Log, contract: RequestContract, error: unknown): Fault {
  const fault = databaseFault(error);
  if (fault instanceof Fault) {
    if (fault.status >= 500) log.error({ subject: contract.subject, fault: fault.code, ...traced(fault.cause ?? fault) }, 'a request failed');
    return fault;
  }
  const id = newId();
  log.error({ subject: contract.subject, failure: id, ...traced(error) }, 'a request failed in a way nobody foresaw');
  return new Fault('internal', 'platform.internal', `Something went wrong on our side. The log has it as ${id}.`, { details: { failure: id } });
}
