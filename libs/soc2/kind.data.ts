/** Titles of documents that are no assurance report, whatever they quote. */
export const otherTitles: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'a penetration test report', pattern: /penetration test|pen[- ]?test(ing)? report|vulnerability (assessment|scan) report|red team report/i },
  { name: 'a PCI DSS attestation of compliance', pattern: /attestation of compliance|report on compliance\b|self-assessment questionnaire|payment card industry/i },
  { name: 'a readiness assessment', pattern: /readiness (assessment|report|review|evaluation)|gap (assessment|analysis)|pre-?assessment|mock audit/i },
  { name: 'a certificate', pattern: /certificate of (registration|approval|compliance|conformity|insurance|completion|achievement)|this is to certify|certificate (no\.?|number)|^certificate$|statement of applicability|hitrust.{0,40}certification/im },
  { name: 'a brochure', pattern: /white ?paper|brochure|data ?sheet|trust (center|centre|portal)|security overview|solution brief|product sheet|frequently asked questions|case study|how we (keep|protect)/i },
  { name: 'a questionnaire', pattern: /consensus assessments? initiative|\bcaiq\b|security questionnaire|standardi[sz]ed information gathering/i },
  { name: 'a contract', pattern: /master services? agreement|data processing (agreement|addendum)|engagement letter|statement of work|terms of service/i },
  { name: 'a privacy notice', pattern: /^privacy (notice|statement|policy)\b/im },
  { name: 'a policy', pattern: /(information security|access control|incident response|acceptable use|privacy) (policy|plan|procedure)$/im },
];
