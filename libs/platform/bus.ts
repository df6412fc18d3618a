import { errors, type Msg } from '@nats-io/transport-node';
import type { CryptoKey } from 'jose';
import type { InputOf, ReplyOf, RequestContract, Service } from '#libs/contracts/contract.js';
import { Fault, invalid } from '#libs/contracts/faults.js';
import { signActor } from './actor-token.js';
import type { Context } from './context.js';
import type { NatsLink } from './nats-link.js';
import { faultFrom, readJson, requestHeaders, wire, writeJson } from './wire.js';

/** Asks other services. */
export class Bus {
  constructor(
    private readonly link: NatsLink,
    private readonly service: Service,
    private readonly key: CryptoKey,
  ) {}

  /**
   * Asks one service and waits for its reply, at most as long as the contract says.
   * @param as on whose behalf; every service but web asks as itself (`systemContext`)
   * @throws Fault of the other service, `request.invalid` before anything is sent,
   *   `platform.unavailable` when nobody answers in time
   */
  async request<C extends RequestContract>(contract: C, input: InputOf<C>, as: Context): Promise<ReplyOf<C>> {
    const checked = contract.request.safeParse(input);
    if (!checked.success) throw invalid(checked.error);
    const data = writeJson(input);
    if (data.length > (this.link.connection.info?.max_payload ?? Infinity)) {
      throw new Fault('too-large', 'platform.request-too-large', 'The request is too large to send.');
    }
    const token = await signActor(this.key, this.service, contract, as);
    const message = await this.ask(contract, data, token, as);
    const body = readJson(message.data);
    if (message.headers?.has(wire.fault)) throw faultFrom(body);
    const reply = contract.reply.safeParse(body);
    if (!reply.success) throw new Fault('internal', 'platform.reply-invalid', `The reply to ${contract.subject} does not fit its contract.`);
    return reply.data as ReplyOf<C>;
  }

  private async ask(contract: RequestContract, data: Uint8Array, token: string, as: Context): Promise<Msg> {
    if (!this.link.connected) throw unavailable(contract);
    try {
      const headers = requestHeaders(token, as.trace, as.idempotencyKey);
      return await this.link.connection.request(contract.subject, data, { timeout: contract.timeout, headers });
    } catch (error) {
      if (isAway(error)) throw unavailable(contract);
      throw error;
    }
  }
}

function isAway(error: unknown): boolean {
  const kinds = [errors.TimeoutError, errors.NoRespondersError, errors.RequestError, errors.ConnectionError, errors.ClosedConnectionError, errors.DrainingConnectionError];
  return kinds.some((kind) => error instanceof kind);
}

function unavailable(contract: RequestContract): Fault {
  return new Fault('unavailable', 'platform.unavailable', `The ${contract.service} service does not answer. Try again in a moment.`, { details: { subject: contract.subject } });
}
