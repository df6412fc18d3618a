import { z } from 'zod';

/** What a caller can do about a fault; decides the HTTP status and nothing else. */
const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'not-supported': 415,
  unprocessable: 422,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
  full: 507,
} as const;
export type FaultKind = keyof typeof statuses;

/** One field that is wrong: where, and how to mend it. */
export const fieldFault = z.object({ field: z.string(), message: z.string() });
export type FieldFault = z.output<typeof fieldFault>;

export const faultBody = z.object({
  code: z.string(),
  kind: z.enum(Object.keys(statuses) as [FaultKind, ...FaultKind[]]),
  message: z.string(),
  fields: z.array(fieldFault).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type FaultBody = z.output<typeof faultBody>;

/**
 * A refusal that the caller can act on: a stable code such as `vendors.vendor-unknown`, a kind that
 * decides the HTTP status, a sentence for people, and the fields concerned.
 */
export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    readonly code: string,
    message: string,
    readonly more: { fields?: FieldFault[]; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = 'Fault';
  }

  /** The HTTP status of this kind of fault. */
  get status(): number {
    return statuses[this.kind];
  }

  /** The shape that travels over NATS and HTTP. */
  body(): FaultBody {
    return { code: this.code, kind: this.kind, message: this.message, ...this.more };
  }

  /** Rebuilds a fault from what travelled. */
  static from(body: FaultBody): Fault {
    const { code, kind, message, fields, details } = body;
    return new Fault(kind, code, message, { ...(fields && { fields }), ...(details && { details }) });
  }
}

/** Turns what a schema refused into one fault with a message per field. */
export function invalid(error: z.ZodError, code = 'request.invalid'): Fault {
  const fields = error.issues.map((issue) => ({ field: issue.path.join('.') || 'request', message: issue.message }));
  const first = fields[0];
  return new Fault('invalid', code, first ? `${first.field}: ${first.message}` : 'The request is not valid.', { fields });
}
