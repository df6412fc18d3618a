import type { RequestOf } from '#libs/contracts/contract.js';
import type { coverageGet, coverageSummary, evidenceList, requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { requirementName } from '#libs/crosswalk/compiled.js';
import { explainRequirement } from '#libs/crosswalk/explain-requirement.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { VERDICTS } from '#libs/crosswalk/verdict.js';
import { sweepVerdicts } from '#libs/crosswalk/verdict-sweep.js';
import { today } from '#libs/platform/calendar-day.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { askOf, coverageFor, evidenceByParty, evidenceOf, parties, partyOf } from './ask.js';
import { frameworkOf, shownRequirement } from './catalog.js';
import { frameworksAsked } from './framework-choice.js';
import { howToClose } from './how-to-close.js';
import { relatedTo } from './related.js';
import { choicesOf, requirementsBelow, sectionsOf } from './sections.js';
import { catalogOf } from './tenant-catalog.js';

const strongest = 40;

/** What is proven of each requirement for one party. */
export async function getCoverage(database: TenantDatabase, request: RequestOf<typeof coverageGet>, context: Context) {
  const { compiled, party, facts, frameworks } = await known(database, request.party, context, request.frameworks);
  return coverageFor(compiled, party, facts, { ...request, frameworks }) as never;
}

/** Totals of several parties, with the sections of each framework where they are asked for. */
export async function getSummary(database: TenantDatabase, request: RequestOf<typeof coverageSummary>, context: Context) {
  const { compiled, frameworks, all, total } = await database.run(context, async (tx) => {
    const fitting = (await parties(tx)).filter(({ id, name }) => (!request.parties?.length || request.parties.includes(id)) && name.toLowerCase().includes((request.search ?? '').trim().toLowerCase()));
    const wanted = fitting.slice(request.after, request.after + request.limit);
    const facts = await evidenceByParty(tx, wanted.map(({ id }) => id));
    const compiled = await catalogOf(tx);
    return { compiled, frameworks: await frameworksAsked(tx, compiled, request.frameworks), total: fitting.length, all: wanted.map((party) => ({ party, facts: facts.get(party.id)! })) };
  });
  const [openFramework, openBranch] = request.open ? [request.open.slice(0, request.open.indexOf(':')), request.open.slice(request.open.indexOf(':') + 1)] : [];
  return {
    catalog: compiled.catalog.hash, at: request.at ?? today(), choices: choicesOf(compiled, all.flatMap(({ facts }) => facts), frameworks),
    total, next: request.after + all.length < total ? request.after + all.length : null,
    parties: all.map(({ party, facts }) => {
      const answer = coverageFor(compiled, party, facts, { ...request, frameworks });
      return {
        party: party.id, name: party.name, roles: [...party.roles], evidence: facts.length, lastEvidenceUntil: lastDay(facts),
        frameworks: answer.frameworks.map(({ id, totals, requirements }) => ({
          id, totals: { ...totals }, ...(request.sections && { sections: sectionsOf(frameworkOf(compiled, id), requirements) }),
          ...(id === openFramework && { requirements: requirementsBelow(frameworkOf(compiled, id), requirements, openBranch) }),
        })),
      };
    }),
  };
}

/** Why a requirement has its verdict, and what would close it. @throws Fault `crosswalk.requirement-unknown` */
export async function explain(database: TenantDatabase, request: RequestOf<typeof requirementExplain>, context: Context) {
  const { compiled, party, facts, frameworks } = await known(database, request.party, context);
  const ask = askOf(party, request);
  const found = explainRequirement(compiled, facts, ask, request.framework, request.id);
  if (!found) throw new Fault('missing', 'crosswalk.requirement-unknown', 'There is no such requirement');
  const { framework, requirement, ...rest } = found;
  const verdicts = sweepVerdicts(compiled, facts, ask);
  const verdictOf = (of: string, id: string) => VERDICTS[verdicts[compiled.nodes.ofRequirement.get(requirementName(of, id))!]!]!;
  return {
    ...rest, catalog: compiled.catalog.hash, at: ask.at, requirement: shownRequirement(requirement),
    framework: { id: framework.id, name: framework.name, version: framework.version },
    wouldClose: howToClose(compiled, found.wouldClose),
    facts: found.facts.map(({ fact, counts, why, speaksOf }) => ({ ...fact, counts, why, speaksOf })),
    related: relatedTo(compiled, framework.id, requirement.id, { atLeast: 3, limit: strongest, frameworks }, verdictOf),
  } as never;
}

/** Every fact known about a party. */
export async function listEvidence(database: TenantDatabase, request: RequestOf<typeof evidenceList>, context: Context) {
  const { facts } = await known(database, request.party, context);
  return { items: facts as never };
}

/** A party with all that is known about it, the catalog that holds for it, and the frameworks that a question is about. @throws Fault `crosswalk.party-unknown` */
export async function known(database: TenantDatabase, id: string, context: Context, named?: readonly string[]) {
  return database.run(context, async (tx) => {
    const compiled = await catalogOf(tx);
    return { compiled, frameworks: await frameworksAsked(tx, compiled, named), party: await partyOf(tx, id), facts: await evidenceOf(tx, id) };
  });
}

function lastDay(facts: readonly Evidence[]): string | null {
  const days = facts.map(({ period }) => period.countsUntil ?? period.to ?? period.from);
  return days.length ? days.reduce((latest, day) => (day > latest ? day : latest)) : null;
}
