import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import type { gapList } from '#libs/contracts/readings.contract.js';
import type { Framework } from '#libs/crosswalk/catalog-types.js';
import { requirementName, type Compiled } from '#libs/crosswalk/compiled.js';
import { bindsParty } from '#libs/crosswalk/coverage.js';
import type { Ask, Evidence } from '#libs/crosswalk/evidence-types.js';
import { gapsOf, type FrameworkGap } from '#libs/crosswalk/gaps.js';
import { VERDICTS, type Verdict } from '#libs/crosswalk/verdict.js';
import { sweepVerdicts } from '#libs/crosswalk/verdict-sweep.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { askOf } from './ask.js';
import { frameworkOf } from './catalog.js';
import { howToClose } from './how-to-close.js';
import { known } from './questions.js';

export type Gaps = ReplyOf<typeof gapList>;
type Kind = Gaps['items'][number]['kind'];

/** What is known to be wrong comes before what ran out, and that before what nobody has shown yet. */
const order: readonly Kind[] = ['contradiction', 'broken', 'loose', 'exception', 'expired', 'not-accepted', 'assurance', 'missing', 'opinion', 'residue'];

/** What keeps a framework from being met for one party. @throws Fault `crosswalk.party-unknown`, `crosswalk.framework-unknown` */
export async function listGaps(database: TenantDatabase, request: RequestOf<typeof gapList>, context: Context): Promise<Gaps> {
  const { compiled, party, facts, frameworks } = await known(database, request.party, context);
  const framework = frameworkOf(compiled, request.framework);
  return { party: { id: party.id, name: party.name }, ...gapsIn(compiled, facts, askOf(party, request), framework, frameworks) };
}

/** The gaps of one framework with what would close each and which of the others that are looked at wait for it. */
export function gapsIn(compiled: Compiled, facts: readonly Evidence[], ask: Ask, framework: Framework, others: readonly string[]): Omit<Gaps, 'party'> {
  const verdicts = sweepVerdicts(compiled, facts, ask);
  const verdictOf = (id: string): Verdict => VERDICTS[verdicts[compiled.nodes.ofRequirement.get(requirementName(framework.id, id))!]!]!;
  const binding = framework.requirements.filter((one) => one.assessable && bindsParty(one, ask.roles));
  const titles = new Map(binding.map(({ id, title }) => [id, title]));
  const elsewhere = waitingElsewhere(compiled, facts, ask, others.filter((id) => id !== framework.id));
  const items = gapsOf(compiled, facts, ask, framework.id)!.map((gap) => {
    const [close] = howToClose(compiled, [{ control: gap.control, says: gap.question }]);
    const { name, title, bound, question, collect } = close!;
    return {
      kind: kindOf(gap), control: gap.control, name, title, bound, says: gap.says, ask: gap.question, question, collect,
      requirements: gap.requirements.map((id) => ({ id, title: titles.get(id) ?? '', verdict: verdictOf(id) })),
      elsewhere: gap.control === null ? [] : elsewhere(gap.control),
    };
  });
  const weight = ({ requirements, elsewhere: others }: (typeof items)[number]): number => requirements.length + others.reduce((sum, one) => sum + one.requirements, 0) / 10;
  return {
    catalog: compiled.catalog.hash, at: ask.at, framework: { id: framework.id, name: framework.name, version: framework.version },
    binding: binding.length, met: binding.filter(({ id }) => ['met', 'met-with-exceptions'].includes(verdictOf(id))).length,
    items: items.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || weight(b) - weight(a)),
  };
}

/** A control that something says is not met is broken; one of which nothing speaks is missing. */
function kindOf({ kind, from }: FrameworkGap): Kind {
  return kind === 'missing' && from?.length ? 'broken' : kind;
}

/** How many open requirements of each other framework have a gap at the same control. */
function waitingElsewhere(compiled: Compiled, facts: readonly Evidence[], ask: Ask, others: readonly string[]) {
  const counts = new Map<string, { framework: string; name: string; requirements: number }[]>();
  for (const { id, name } of compiled.catalog.frameworks.filter((one) => others.includes(one.id))) {
    for (const { control, requirements } of gapsOf(compiled, facts, ask, id)!) {
      if (control !== null) counts.set(control, [...(counts.get(control) ?? []), { framework: id, name, requirements: requirements.length }]);
    }
  }
  return (control: string) => counts.get(control) ?? [];
}
