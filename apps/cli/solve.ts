import { z } from 'zod';
import { solve } from '#libs/crosswalk/solve.js';
import { ModelFault, type Answer, type Model } from '#libs/crosswalk/solve-types.js';
import { answering, BadInput, type CommandAnswer } from './answer.js';
import { jsonFileOf, type JsonFile } from './input.js';
import { faultIn } from './zod-fault.js';

const name = z.string();
/** The shape of a model; names of nodes, relations and verdicts are the engine's to judge. */
const shape = z.object({
  nodes: z.array(name),
  rows: z.array(z.object({ from: name, to: name, relation: z.string() })).default([]),
  parts: z.record(name, z.array(name)).optional(),
  evidence: z.array(z.object({ node: name, verdict: z.string() })).optional(),
  hops: z.union([z.literal(2), z.literal('all')]).optional(),
});

/** `concord crosswalk solve FILE`: the bare engine on a model, or on an array of models. The answer is JSON either way. */
export function crosswalkSolve(file: string, options: { readonly json?: boolean } = {}): Promise<CommandAnswer> {
  return answering(options.json ?? false, async () => {
    const { value, placeOf } = await jsonFileOf(file);
    const answer = Array.isArray(value) ? value.map((model, at) => solved(model, `[${at}]`, placeOf)) : solved(value, '', placeOf);
    return { out: `${JSON.stringify(answer, null, options.json ? undefined : 1)}\n` };
  });
}

function solved(read: unknown, start: string, placeOf: JsonFile['placeOf']): Answer {
  const refuse = (at: string, message: string): never => {
    const { file, line } = placeOf(at);
    throw new BadInput('model.invalid', `${file}:${line}: ${message}`, { at, file, line, field: at });
  };
  const parsed = shape.safeParse(read);
  if (!parsed.success) {
    const { path, message } = faultIn(parsed.error, start);
    return refuse(path, `${path || 'The model'}: ${message}`);
  }
  try {
    return solve(parsed.data as Model);
  } catch (fault) {
    if (!(fault instanceof ModelFault)) throw fault;
    const within = start ? `${start}.` : '';
    return refuse(`${within}${fault.at}`, `${within}${fault.message}`);
  }
}
