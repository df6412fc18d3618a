/**
 * A reason not to start that the person at the screen can mend: one line that says what is wrong and what to do.
 * It is printed without a stack trace and ends the program with status 1.
 */
export class Refusal extends Error {
  constructor(line: string) {
    super(line);
    this.name = 'Refusal';
  }
}

/** The code of a system error such as `ENOSPC` or `EACCES`, or nothing. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Turns what the disk refused into a line for people; anything else is passed on as it was. */
export function diskRefusal(error: unknown, path: string): unknown {
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full: free some space and start again',
    EDQUOT: 'the disk quota is used up: free some space and start again',
    EROFS: 'the file system is read-only: choose another folder with --data DIR',
    EACCES: 'this user may not write there: choose another folder with --data DIR',
    EPERM: 'this user may not write there: choose another folder with --data DIR',
    ENOENT: 'it cannot be made there: choose another folder with --data DIR',
    ENOTDIR: 'a part of the path is a file: choose another folder with --data DIR',
    EEXIST: 'there is a file of that name: choose another folder with --data DIR',
    ENAMETOOLONG: 'the path is too long: choose another folder with --data DIR',
  };
  const reason = reasons[systemCode(error) ?? ''];
  return reason ? new Refusal(`Cannot use ${path}: ${reason}.`) : error;
}
