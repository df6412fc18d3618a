/** Answers what is missing, in a few words, or undefined where nothing is. */
export type Check = () => Promise<string | undefined> | string | undefined;

/** What a service needs to work, and what a person should know about it. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly missing: readonly string[];
  /** What does not stop the service but should be known, such as "parser not isolated". */
  readonly notes: readonly string[];
}

/** The checks behind `/health/ready`. Services may add their own. */
export class Readiness {
  private readonly needs: Check[] = [];
  private readonly remarks: Check[] = [];

  /** Without this the service is not ready. */
  require(check: Check): void {
    this.needs.push(check);
  }

  /** This is shown, and the service is ready all the same. */
  note(check: Check): void {
    this.remarks.push(check);
  }

  async report(): Promise<ReadinessReport> {
    const [missing, notes] = await Promise.all([answers(this.needs), answers(this.remarks)]);
    return { ready: missing.length === 0, missing, notes };
  }
}

async function answers(checks: readonly Check[]): Promise<string[]> {
  const said = await Promise.all(checks.map(async (check) => within(check, 3_000)));
  return said.filter((answer) => answer !== undefined);
}

async function within(check: Check, limit: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('a check did not answer'), limit);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch {
    return 'a check failed';
  } finally {
    clearTimeout(timer);
  }
}
