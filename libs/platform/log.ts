import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { Service } from '#libs/contracts/contract.js';

export type Log = Logger;

/** The token under which the log is injected. */
export const LOG = Symbol('log');

const personal = ['name', 'email', 'password', 'token', 'code', 'text', 'body', 'answer', 'authorization', 'cookie', 'payload', 'secret'];

/**
 * Structured lines with ids only: fields that could hold a name, an answer or report text are cut out
 * on the first two levels, whoever writes them.
 */
export function openLog(service: Service, level: string): Log {
  return pino({
    level,
    base: { service },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: personal.flatMap((field) => [field, `*.${field}`]), censor: '[removed]' },
  });
}

/** Nest's own lines through the same log. Its start-up lines are details; failures are shown. */
export function nestLog(log: Log): LoggerService {
  return {
    log: (message: unknown, source?: unknown) => log.debug({ source }, String(message)),
    debug: (message: unknown, source?: unknown) => log.trace({ source }, String(message)),
    verbose: (message: unknown, source?: unknown) => log.trace({ source }, String(message)),
    warn: (message: unknown, source?: unknown) => log.warn({ source }, String(message)),
    error: (message: unknown, ...rest: unknown[]) => log.error({ source: rest.at(-1) }, message instanceof Error ? message.name : String(message)),
    fatal: (message: unknown, source?: unknown) => log.fatal({ source }, String(message)),
  };
}

/** What may be logged of an error: its class, its code and where it happened, never its message, which can quote data. */
export function traced(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code ?? (error as { driverError?: { code?: unknown } }).driverError?.code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).slice(0, 6);
  return { error: error.name, ...(code !== undefined && { code: String(code) }), at: frames.map((line) => line.trim()).join(' < ') };
}
