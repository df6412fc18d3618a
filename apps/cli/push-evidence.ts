import { answering, type CommandAnswer } from './answer.js';
import { evidenceOf } from './evidence-file.js';
import { runningInstallation, type Where } from './running-installation.js';

/** Most facts that one request takes. */
const atOnce = 2_000;

/** `concord evidence push FILE`: hands facts to a running installation; all are tried before the first is recorded. */
export function pushEvidence(file: string, options: Where & { readonly json?: boolean }): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const facts = await evidenceOf(file);
    const installation = await runningInstallation(options);
    const parts = Array.from({ length: Math.ceil(facts.length / atOnce) }, (_, at) => facts.slice(at * atOnce, (at + 1) * atOnce));
    for (const part of parts.length > 1 ? parts : []) await installation.post('/evidence', { facts: part, dryRun: true });
    for (const part of parts) await installation.post('/evidence', { facts: part });
    const parties = [...new Set(facts.map(({ party }) => party))].sort();
    if (json) return { out: `${JSON.stringify({ recorded: facts.length, parties })}\n` };
    return { out: '', err: `Recorded ${facts.length} fact${facts.length === 1 ? '' : 's'} about ${parties.length} part${parties.length === 1 ? 'y' : 'ies'}. Coverage follows.\n` };
  });
}
