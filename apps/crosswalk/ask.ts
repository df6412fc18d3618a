import { Fault } from '#libs/contracts/faults.js';
import { coverage, type CoverageAnswer } from '#libs/crosswalk/coverage.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { Ask, Assurance, Evidence } from '#libs/crosswalk/evidence-types.js';
import { narrowed, type Narrowing } from '#libs/crosswalk/narrow.js';
import { today } from '#libs/platform/calendar-day.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { frameworkOf } from './catalog.js';

/** A vendor, or the own organization, with the roles in which requirements bind it; none known binds everything. */
export interface Party {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What a caller may narrow a question by. */
export interface Question extends Narrowing {
  readonly frameworks?: readonly string[] | undefined;
  readonly at?: string | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly assurance?: Assurance | undefined;
}

/** The facts known about a party, the highest version of each; withdrawn ones are left out. */
export async function evidenceOf(tx: Transaction, party: string): Promise<readonly Evidence[]> {
  return (await evidenceByParty(tx, [party])).get(party)!;
}

/** evidenceOf() for several parties at once. @returns the facts of each by its id; an empty list where nothing is known */
export async function evidenceByParty(tx: Transaction, parties: readonly string[]): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const facts = new Map(parties.map((party): [string, Evidence[]] => [party, []]));
  const rows = await tx.query<{ party: string; fact: Evidence }>(
    'select party, fact from crosswalk.evidence where tenant_id = $1 and party = any($2) and not withdrawn order by party, id', [tx.context.tenant, parties]);
  for (const { party, fact } of rows) facts.get(party)!.push(fact);
  return facts;
}

/** The parties of the tenant, the own organization first. */
export async function parties(tx: Transaction): Promise<Party[]> {
  const rows = await tx.query<Party>(`select id, name, roles from crosswalk.party where tenant_id = $1 order by id <> 'own', lower(name), id`, [tx.context.tenant]);
  return rows.some(({ id }) => id === 'own') ? rows : [{ id: 'own', name: 'Own organization', roles: [] }, ...rows];
}

/** How many facts are known about each party, by its id. */
export async function factCounts(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ party: string; facts: number }>('select party, count(*)::integer as facts from crosswalk.evidence where tenant_id = $1 and not withdrawn group by party', [tx.context.tenant]);
  return new Map(rows.map(({ party, facts }) => [party, facts]));
}

/** One party. @throws Fault `crosswalk.party-unknown` */
export async function partyOf(tx: Transaction, id: string): Promise<Party> {
  const party = (await parties(tx)).find((candidate) => candidate.id === id);
  if (!party) throw new Fault('missing', 'crosswalk.party-unknown', 'There is no such party');
  return party;
}

/** The question as the engine takes it; without a date it is about today. */
export function askOf(party: Party, question: Question): Ask {
  return {
    party: party.id, at: question.at ?? today(), roles: party.roles.length ? party.roles : undefined,
    scope: question.scope, frameworks: question.frameworks, assurance: question.assurance,
  };
}

/** What is proven of a party, and why where that is asked for. @throws Fault `crosswalk.framework-unknown` */
export function coverageFor(compiled: Compiled, party: Party, facts: readonly Evidence[], question: Question, reasons = false): CoverageAnswer {
  for (const id of question.frameworks ?? []) frameworkOf(compiled, id);
  const answer = coverage(compiled, facts, { ...askOf(party, question), reasons });
  return { ...answer, frameworks: answer.frameworks.map((one) => narrowed(compiled, frameworkOf(compiled, one.id), one, question)) };
}
