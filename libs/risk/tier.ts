import type { ChoiceFactor, InherentRisk, MaximumRule, RiskProfile, RiskSummand, Tier, TierWeights } from './risk-types.js';

/** Tiers from lowest to highest. */
export const tiers: readonly Tier[] = ['low', 'medium', 'high', 'critical'];

/** The higher of two tiers. */
export function higherTier(a: Tier, b: Tier): Tier {
  return tiers.indexOf(a) >= tiers.indexOf(b) ? a : b;
}

/** The tier of a number of points. Each threshold is the least score of its tier. */
export function tierOf(score: number, thresholds: TierWeights['thresholds']): Tier {
  if (score >= thresholds.critical) return 'critical';
  if (score >= thresholds.high) return 'high';
  return score >= thresholds.medium ? 'medium' : 'low';
}

/** The highest of the chosen words counts: a vendor that sees card data and public data sees card data. */
function fromChoices(name: string, factor: ChoiceFactor, chosen: readonly string[]): RiskSummand {
  const of = Math.max(...Object.values(factor.choices).map((choice) => choice.points));
  const picked = chosen.map((word) => {
    const choice = Object.hasOwn(factor.choices, word) ? factor.choices[word] : undefined;
    if (choice === undefined) {
      throw new RangeError(`${factor.title}: "${word}" is unknown. Use one of ${Object.keys(factor.choices).join(', ')}.`);
    }
    return choice;
  });
  const top = picked.reduce((best, choice) => (choice.points > best.points ? choice : best), picked[0] ?? { points: 0, says: 'nothing chosen' });
  return { factor: name, points: top.points, of, says: `${factor.title}: ${top.says}` };
}

function fromCountries(weights: TierWeights['countries'], countries: readonly string[]): RiskSummand {
  const of = Math.max(weights.inside.points, weights.outside.points);
  const outside = countries.filter((code) => !weights.trusted.includes(code));
  const choice = countries.length === 0 ? { points: 0, says: 'none named' } : outside.length > 0 ? weights.outside : weights.inside;
  const named = outside.length > 0 ? ` (${[...outside].sort().join(', ')})` : '';
  return { factor: 'countries', points: choice.points, of, says: `${weights.title}: ${choice.says}${named}` };
}

function fromRegulated(weights: TierWeights['regulated'], scopes: readonly string[]): RiskSummand {
  const distinct = [...new Set(scopes)].sort();
  return {
    factor: 'regulated', points: Math.min(weights.most, distinct.length * weights.each), of: weights.most,
    says: `${weights.title}: ${distinct.length === 0 ? 'none' : distinct.map((scope) => weights.names[scope] ?? scope).join(', ')}`,
  };
}

function ruleHolds(rule: MaximumRule, profile: RiskProfile): boolean {
  return rule.all.every(({ factor, oneOf }) => {
    const said = profile[factor];
    return typeof said === 'string' ? oneOf.includes(said) : said.some((word) => oneOf.includes(word));
  });
}

/**
 * Inherent risk of using a vendor: the risk before any control of the vendor counts. A weighted sum over eight
 * factors gives the score; maximum rules are floors, so that many harmless factors cannot outweigh a grave one.
 * @returns the tier, the score (the sum of the points of `factors`), and the rules that raised the tier
 * @throws RangeError when the profile uses a word that the weights do not know
 */
export function inherentRisk(profile: RiskProfile, weights: TierWeights): InherentRisk {
  const { factors: by } = weights;
  const factors = [
    fromChoices('dataClasses', by.dataClasses, profile.dataClasses),
    fromChoices('volume', by.volume, [profile.volume]),
    fromChoices('access', by.access, [profile.access]),
    fromChoices('criticality', by.criticality, [profile.criticality]),
    fromChoices('substitutability', by.substitutability, [profile.substitutability]),
    fromChoices('spend', by.spend, [profile.spend]),
    fromCountries(weights.countries, profile.countries),
    fromRegulated(weights.regulated, profile.regulated),
  ];
  const score = factors.reduce((sum, summand) => sum + summand.points, 0);
  const bySum = tierOf(score, weights.thresholds);
  const raising = weights.rules.filter((rule) => tiers.indexOf(rule.atLeast) > tiers.indexOf(bySum) && ruleHolds(rule, profile));
  const tier = raising.reduce((top, rule) => higherTier(top, rule.atLeast), bySum);
  return { tier, score, factors, rules: raising.filter((rule) => rule.atLeast === tier).map((rule) => rule.says) };
}
