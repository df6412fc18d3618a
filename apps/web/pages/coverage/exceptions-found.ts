import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import type { documentGet } from '#libs/contracts/reports.contract.js';

/** An exception that an auditor reported: which controls, in whose words, on which pages. */
export interface NamedException {
  readonly report: string;
  readonly controls: string;
  readonly text: string;
  readonly pages: readonly { readonly page: number; readonly href: string }[];
  readonly response: string | null;
}

interface Reported {
  readonly controlKeys: readonly string[];
  readonly criteria: readonly string[];
  readonly description: string;
  readonly managementResponse: string | null;
  readonly pages: readonly number[];
}

/** The reports whose exceptions stand behind a requirement. */
export function exceptedReports({ facts }: ReplyOf<typeof requirementExplain>): string[] {
  return [...new Set(excepted(facts).flatMap(({ source }) => source.id ?? []))];
}

/** The exceptions of these reports on the criteria that stand behind the requirement. */
export function exceptionsFound({ facts }: ReplyOf<typeof requirementExplain>, reports: readonly ReplyOf<typeof documentGet>[]): NamedException[] {
  return reports.flatMap((report) => {
    const criteria = excepted(facts).filter(({ source }) => source.id === report.id).map(({ target }) => target.id);
    const all = (report.extraction?.['exceptions'] ?? []) as readonly Reported[];
    return all.filter((one) => one.criteria.some((criterion) => criteria.includes(criterion))).map((one) => ({
      report: report.name, controls: [...new Set(one.controlKeys)].join(', ') || one.criteria.join(', '), text: one.description, response: one.managementResponse,
      pages: one.pages.map((page) => ({ page, href: `/reports/${report.id}?page=${page}` })),
    }));
  });
}

const excepted = (facts: ReplyOf<typeof requirementExplain>['facts']) => facts.filter(({ verdict, source }) => source.kind === 'report' && ['excepted', 'not-met'].includes(verdict));
