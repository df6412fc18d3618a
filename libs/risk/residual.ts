import { tierOf } from './tier.js';
import type { Tier, TierWeights } from './risk-types.js';

/** What stands behind a statement about a domain, weakest first. */
export type AssuranceKind = 'answer' | 'bridge-letter' | 'answer-with-document' | 'certificate' | 'report-type-1' | 'report-type-2';

/** What makes evidence worth less. */
export type Reduction = 'exceptions' | 'carve-out' | 'unmet-user-controls' | 'aged';

/** How effective evidence is taken to be. All of it is data. */
export interface ResidualWeights {
  readonly version: string;
  /** In [0,1]: how much of the risk clean evidence of this kind takes away. */
  readonly effectiveness: Readonly<Record<AssuranceKind, number>>;
  /** Factors in [0,1] that a reduction multiplies with. */
  readonly reductions: Readonly<Record<Reduction, number>>;
  readonly words: Readonly<Record<AssuranceKind | Reduction, string>>;
}

/** Evidence about one domain. */
export interface DomainEvidence {
  readonly kind: AssuranceKind;
  readonly label: string;
  /** Share of the domain's controls that it shows to be met, in [0,1]. */
  readonly met: number;
  readonly reductions: readonly Reduction[];
  /** Expired evidence counts for nothing. */
  readonly expired?: boolean;
}

/** An answer or finding so grave that good evidence elsewhere in the domain cannot make up for it. */
export interface KnockOut {
  readonly says: string;
  /** The most effectiveness that is left, in [0,1]. */
  readonly cap: number;
}

export interface DomainInput {
  readonly domain: string;
  readonly title: string;
  /** Share of the inherent risk that lies in this domain, relative to the others. */
  readonly weight: number;
  readonly evidence: readonly DomainEvidence[];
  readonly knockOuts: readonly KnockOut[];
}

/** A person's word over the computed level: signed, with a reason, until a day. */
export interface Override {
  readonly tier: Tier;
  readonly by: string;
  readonly reason: string;
  /** First and last day on which it holds, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
}

export interface DomainResidual {
  readonly domain: string;
  readonly title: string;
  readonly weight: number;
  /** In [0,1]. */
  readonly effectiveness: number;
  /** inherent × (1 − effectiveness), in the unit of the inherent score. */
  readonly residual: number;
  /** The evidence that counted, null when none did. */
  readonly strongest: string | null;
  /** The sum in sentences, step by step. */
  readonly steps: readonly string[];
}

export interface ResidualRisk {
  readonly tier: Tier;
  /** The weighted mean of the domains, in the unit of the inherent score. */
  readonly score: number;
  /** What the sum alone gives; differs from `tier` under an override. */
  readonly computedTier: Tier;
  readonly domains: readonly DomainResidual[];
  /** Key of the domain with the highest residual, null without domains. */
  readonly worst: string | null;
  readonly override: { readonly state: 'holds' | 'expired' | 'not-yet' | 'unsigned'; readonly says: string } | null;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const clamp = (share: number) => Math.min(1, Math.max(0, share));

function worthOf(evidence: DomainEvidence, weights: ResidualWeights): { readonly worth: number; readonly says: string } {
  const base = weights.effectiveness[evidence.kind];
  const reductions = [...new Set(evidence.reductions)].sort();
  const worth = reductions.reduce((left, reduction) => left * weights.reductions[reduction], base * clamp(evidence.met));
  const parts = [`${weights.words[evidence.kind]} ${percent(base)}`, `met ${percent(clamp(evidence.met))}`, ...reductions.map((reduction) => `${weights.words[reduction]} ${percent(weights.reductions[reduction])}`)];
  return { worth, says: `${evidence.label}: ${parts.join(' × ')} = ${percent(worth)}` };
}

function residualOf(inherent: number, input: DomainInput, weights: ResidualWeights): DomainResidual {
  const fresh = input.evidence.filter((evidence) => evidence.expired !== true).map((evidence) => ({ evidence, ...worthOf(evidence, weights) }));
  const strongest = fresh.reduce<(typeof fresh)[number] | null>((best, one) => (best === null || one.worth > best.worth || (one.worth === best.worth && one.says < best.says) ? one : best), null);
  const before = strongest?.worth ?? 0;
  const capping = [...input.knockOuts].sort((a, b) => a.cap - b.cap || (a.says < b.says ? -1 : 1))[0];
  const effectiveness = capping === undefined ? before : Math.min(before, clamp(capping.cap));
  const residual = inherent * (1 - effectiveness);
  const expired = input.evidence.length - fresh.length;
  return {
    domain: input.domain, title: input.title, weight: input.weight, effectiveness, residual, strongest: strongest?.evidence.label ?? null,
    steps: [
      strongest === null ? 'No fresh evidence: nothing is taken away' : strongest.says,
      ...(expired > 0 ? [`${expired} expired and not counted`] : []),
      ...(capping !== undefined && effectiveness < before ? [`Capped at ${percent(capping.cap)}: ${capping.says}`] : []),
      `${Math.round(inherent)} × (1 − ${percent(effectiveness)}) = ${Math.round(residual)}`,
    ],
  };
}

function stateOf(override: Override, today: string): NonNullable<ResidualRisk['override']>['state'] {
  if (override.by.trim() === '' || override.reason.trim() === '') return 'unsigned';
  if (today < override.from) return 'not-yet';
  return today > override.until ? 'expired' : 'holds';
}

/**
 * Residual risk: in each domain the inherent risk times what the strongest fresh evidence leaves of it. Evidence does
 * not add up; knock-outs cap the effectiveness; the whole is the weighted mean of the domains. An override counts while
 * it is signed and in force.
 * @param inherent score of the inherent risk
 * @param today `YYYY-MM-DD`
 */
export function residualRisk(
  inherent: number, inputs: readonly DomainInput[], thresholds: TierWeights['thresholds'], weights: ResidualWeights, today: string, override: Override | null = null,
): ResidualRisk {
  const domains = inputs.map((input) => residualOf(inherent, input, weights));
  const total = domains.reduce((sum, domain) => sum + domain.weight, 0);
  const score = total === 0 ? inherent : domains.reduce((sum, domain) => sum + domain.residual * domain.weight, 0) / total;
  const computedTier = tierOf(score, thresholds);
  const worst = domains.reduce<DomainResidual | null>((top, domain) => (top === null || domain.residual > top.residual ? domain : top), null);
  if (override === null) return { tier: computedTier, score, computedTier, domains, worst: worst?.domain ?? null, override: null };
  const state = stateOf(override, today);
  const says = state === 'unsigned' ? 'The override has no name or no reason and does not count.'
    : `${override.by} set ${override.tier} from ${override.from} until ${override.until}: ${override.reason}${state === 'holds' ? '' : state === 'expired' ? ' (expired)' : ' (not yet in force)'}`;
  return { tier: state === 'holds' ? override.tier : computedTier, score, computedTier, domains, worst: worst?.domain ?? null, override: { state, says } };
}
