import type { Service } from '#libs/contracts/contract.js';

/** How the text of an environment variable becomes a value; throws an Error that completes "NAME …". */
export type Kind<T> = (text: string) => T;

/** One row of the configuration table. */
export interface Setting<T> {
  readonly name: string;
  readonly kind: Kind<T>;
  /** What is expected, for the message that refuses a wrong value. */
  readonly expected: string;
  readonly fallback?: T;
  readonly requiredWhen?: (service: Service) => boolean;
  /** A secret is never printed, not even when it is wrong. */
  readonly secret?: boolean;
}

export const text: Kind<string> = (value) => value;

export const wholeNumber = (least: number, most: number): Kind<number> => (value) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) throw new Error(`is not a whole number from ${least} to ${most}`);
  return number;
};

export const address = (...schemes: string[]): Kind<string> => (value) => {
  const scheme = URL.canParse(value) ? new URL(value).protocol.replace(':', '') : '';
  if (!schemes.includes(scheme)) throw new Error(`does not begin with ${schemes.map((name) => `${name}://`).join(' or ')}`);
  return value;
};

export const oneOf = <T extends string>(...words: T[]): Kind<T> => (value) => {
  const word = words.find((candidate) => candidate === value);
  if (!word) throw new Error(`is not one of ${words.join(', ')}`);
  return word;
};

/** A secret key: at least 32 bytes as base64url. */
export const secretKey: Kind<string> = (value) => {
  if (!/^[\w-]+$/.test(value) || Buffer.from(value, 'base64url').length < 32) throw new Error('is not at least 32 bytes as base64url');
  return value;
};

/** The wrong or missing settings, all at once, each by its name. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Cannot start, the configuration is not complete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** What a table of settings reads: a value where there is a default or a need, else a value or nothing. */
export type Values<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends Setting<infer T> & { readonly certain: true } ? T : Table[Key] extends Setting<infer T> ? T | undefined : never;
};

/**
 * Reads every setting of the table once.
 * @throws ConfigError that names each wrong or missing setting and what it expects
 */
export function readSettings<Table extends Record<string, Setting<unknown>>>(
  table: Table,
  service: Service,
  environment: Readonly<Record<string, string | undefined>>,
): Values<Table> {
  const faults: string[] = [];
  const read = (setting: Setting<unknown>): unknown => {
    const given = environment[setting.name];
    if (given === undefined || given === '') {
      if (setting.requiredWhen?.(service)) faults.push(`${setting.name} is missing: ${setting.expected}`);
      return setting.fallback;
    }
    try {
      return setting.kind(given);
    } catch (error) {
      const reason = error instanceof SyntaxError ? 'is not JSON' : error instanceof Error ? error.message : 'is wrong';
      faults.push(`${setting.name} ${reason}${setting.secret ? '' : ` (it is "${given}")`}: expected ${setting.expected}`);
      return setting.fallback;
    }
  };
  const values = Object.fromEntries(Object.entries(table).map(([key, setting]) => [key, read(setting)]));
  if (faults.length > 0) throw new ConfigError(faults);
  return values as Values<Table>;
}

/** A setting that always has a value: it has a default, or every service needs it. */
export function certain<T>(setting: Setting<T>): Setting<T> & { readonly certain: true } {
  return { ...setting, ...(setting.fallback === undefined && { requiredWhen: () => true }), certain: true };
}

/** A setting that may be absent, or that only some services need. */
export function optional<T>(setting: Setting<T>): Setting<T> {
  return setting;
}
