import type { Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { bindsParty } from './coverage.js';
import type { Ask, Evidence } from './evidence-types.js';
import { judgeRequirement } from './judge-requirement.js';
import type { RequirementAnswer } from './judge-requirement.js';
import { shortName } from './say-node.js';
import { assess } from './situation.js';
import { findGaps } from './why-not.js';
import type { Gap } from './why-not.js';

/** One gap of a framework, with every requirement that it keeps from being met. */
export interface FrameworkGap extends Gap {
  readonly requirements: readonly string[];
}

/**
 * What keeps a framework's assessable, binding requirements from being met: missing controls, loose parameters, too little
 * assurance, expired evidence, and what no control holds; each with the question that would close it. Those that close
 * most come first.
 *
 * @returns null where the framework is not in the catalog
 */
export function gapsOf(compiled: Compiled, evidence: readonly Evidence[], ask: Ask, frameworkId: string): FrameworkGap[] | null {
  const framework = compiled.catalog.frameworks.find(({ id }) => id === frameworkId);
  if (!framework) return null;
  const situation = assess(compiled, evidence, ask);
  const anyAssurance = ask.assurance ? assess(compiled, evidence, { ...ask, assurance: undefined }) : null;
  const gaps = new Map<string, Gap & { requirements: string[] }>();
  const put = (gap: Gap, requirement: string): void => {
    const key = [gap.kind, gap.control ?? '', gap.says].join('\n');
    if (!gaps.has(key)) gaps.set(key, { ...gap, requirements: [] });
    gaps.get(key)!.requirements.push(requirement);
  };
  for (const requirement of framework.requirements) {
    if (!requirement.assessable || !bindsParty(requirement, ask.roles)) continue;
    const node = compiled.nodes.ofRequirement.get(requirementName(frameworkId, requirement.id))!;
    const judge = (of: typeof situation): RequirementAnswer => judgeRequirement(compiled, of, frameworkId, requirement, true);
    const answer = judge(situation);
    const weaker = anyAssurance && judge(anyAssurance);
    if (weaker && isMet(weaker) && !isMet(answer)) put(assuranceGap(compiled, node, requirement, weaker, ask), requirement.id);
    else for (const gap of findGaps(compiled, situation, node, requirement, answer)) put(gap, requirement.id);
  }
  return [...gaps.values()].sort((a, b) => b.requirements.length - a.requirements.length || (a.says < b.says ? -1 : 1));
}

function isMet({ verdict }: RequirementAnswer): boolean {
  return verdict === 'met' || verdict === 'met-with-exceptions';
}

function assuranceGap(compiled: Compiled, node: number, requirement: Requirement, { assurance }: RequirementAnswer, ask: Ask): Gap {
  const name = shortName(compiled, node);
  return {
    kind: 'assurance', control: null, requirement: requirement.id,
    says: `${name} is met, but only ${sayAssurance(assurance)}; asked for: ${sayAssurance(ask.assurance)}.`,
    question: ask.assurance?.startsWith('audited') ? `Ask for an auditor's report that covers ${name}.` : `Ask for a document or a test that shows ${name}.`,
  };
}

function sayAssurance(assurance: string | null | undefined): string {
  return assurance?.replace('-', ' in ') ?? 'unknown';
}
