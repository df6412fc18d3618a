/** What a command came to; the program prints it and ends with the status. */
export interface CommandAnswer {
  /** 0 done, 2 bad input, 1 an internal fault. */
  readonly status: 0 | 1 | 2;
  /** For standard output: what machines and pipes read. */
  readonly out: string;
  /** For standard error: words for people. */
  readonly err: string;
}

/** Input that cannot be used; the message says what, where and how to mend it. */
export class BadInput extends Error {
  constructor(readonly code: string, message: string, readonly details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'BadInput';
  }
}

interface Done {
  readonly out: string;
  readonly err?: string;
  readonly status?: 0 | 2;
}

/**
 * Runs a command and turns what it throws into an answer: {@link BadInput} and files that cannot be opened into status 2,
 * anything else into status 1.
 * @param json errors go to standard output as `{"error":{"code","message",…}}` instead of words to standard error
 */
export async function answering(json: boolean, act: () => Done | Promise<Done>): Promise<CommandAnswer> {
  try {
    const { out, err = '', status = 0 } = await act();
    return { status, out, err };
  } catch (error) {
    return failed(json, error);
  }
}

/** The answer of a command that threw. */
export function failed(json: boolean, error: unknown): CommandAnswer {
  const { status, code, message, details } = describe(error);
  return { status, out: json ? `${JSON.stringify({ error: { code, message, ...details } })}\n` : '', err: json ? '' : `${message}\n` };
}

function describe(error: unknown): { status: 1 | 2; code: string; message: string; details: Readonly<Record<string, unknown>> } {
  if (error instanceof BadInput) return { status: 2, code: error.code, message: error.message, details: error.details };
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES' || code === 'ENOTDIR') {
    return { status: 2, code: 'file.missing', message: `${path ?? 'A file'} cannot be opened (${code}). Name a file that can be read, or - for standard input.`, details: {} };
  }
  return { status: 1, code: 'internal', message: error instanceof Error ? message : String(error), details: {} };
}
