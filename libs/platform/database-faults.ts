import { Fault } from '#libs/contracts/faults.js';

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
}

const away = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'ENOENT']);
const full = new Set(['53100', '53200', 'ENOSPC']);

/** Turns a failure of PostgreSQL into a fault that a caller can act on; anything else comes back as it is. */
export function databaseFault(error: unknown): unknown {
  if (!isError(error) || error instanceof Fault) return error;
  const { code, constraint } = driverError(error);
  if (code && full.has(code)) return because(error, new Fault('full', 'platform.database-full', 'The database has no space left: nothing was saved. Free or add disk space.'));
  if (code === '53300' || /timeout exceeded when trying to connect/.test(error.message)) return because(error, new Fault('unavailable', 'platform.database-busy', 'Too much is going on at once. Try again in a moment.'));
  if ((code && away.has(code)) || isLost(error)) return because(error, new Fault('unavailable', 'platform.database-away', 'The database does not answer. Try again in a moment.'));
  if (code === '57014') return because(error, new Fault('unavailable', 'platform.database-slow', 'The database took too long to answer. Try again in a moment.'));
  if (code === '23505') return because(error, new Fault('conflict', 'platform.already-there', 'It is already there.', { details: { constraint: constraint ?? null } }));
  return error;
}

/** Whether the same transaction may succeed when it is simply done again: a deadlock or a serialization conflict. */
export function isTransient(error: unknown): boolean {
  const { code } = isError(error) ? driverError(error) : {};
  return code === '40P01' || code === '40001';
}

/** An error by its shape, since one that comes from a socket may belong to another realm than this module. */
function isError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error;
}

function driverError(error: Error): DriverError {
  return (error as { driverError?: DriverError }).driverError ?? (error as DriverError);
}

function isLost(error: Error): boolean {
  return /Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end|Driver not Connected/i.test(error.message);
}

function because(cause: Error, fault: Fault): Fault {
  fault.cause = cause;
  return fault;
}
