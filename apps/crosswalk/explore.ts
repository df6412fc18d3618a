import { domains } from '#libs/catalog/common-controls.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { catalogSearch, controlReach, pairExplain, pairList, pairMatrix } from '#libs/contracts/explorer.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import type { DirectRow, Framework, MappingRow } from '#libs/crosswalk/catalog-types.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { explainPair } from '#libs/crosswalk/explain.js';
import { below, CLAIMED, keepPairs, titlesOf } from '#libs/crosswalk/pair-filter.js';
import { matrixOf } from '#libs/crosswalk/pair-matrix.js';
import type { Pair } from '#libs/crosswalk/pairs.js';
import { provenWord, relationMask, type RelationName } from '#libs/crosswalk/relation.js';
import { shortName, titleOf } from '#libs/crosswalk/say-node.js';
import { sayControl } from '#libs/crosswalk/say-bound.js';
import { searcher } from '#libs/crosswalk/search-catalog.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { compiledCatalog, frameworkOf } from './catalog.js';
import { pairsOf } from './related.js';
import { catalogOf } from './tenant-catalog.js';

const shownControls = 4;

/** Pairs of two frameworks that a filter lets through. */
export async function listPairs(database: TenantDatabase, request: RequestOf<typeof pairList>, context: Context) {
  const compiled = await database.run(context, catalogOf);
  const { left, right, pairs, totals } = lookAt(compiled, request);
  const [titles, otherTitles] = [titlesOf(left), titlesOf(right)];
  const order = new Map(left.requirements.map(({ id }, at) => [id, at]));
  const inside = below(left, request.left);
  const paired = new Set(keepPairs(pairsOf(compiled, left.id, right.id), left, right, { atLeast: request.atLeast }).filter(({ relation }) => relation !== 'disjoint').map(({ from }) => from));
  const alone = left.requirements.filter(({ id, assessable }) => assessable && (!inside || inside.has(id)) && !paired.has(id)).map(({ id, title }) => ({ id, title }));
  const sorted = [...pairs].sort((a, b) => order.get(a.from)! - order.get(b.from)! || b.strength - a.strength);
  const items = sorted.slice(request.after, request.after + request.limit).map(({ from, to, relation, strength, shared }) => ({
    from, fromTitle: titles.get(from) ?? '', to, toTitle: otherTitles.get(to) ?? '', relation, strength, shared: shared.slice(0, shownControls).map((control) => namedControl(compiled, control)),
  }));
  return { ...totals, from: shownFramework(left, request.left), to: shownFramework(right, request.right), alone, items, next: request.after + items.length < sorted.length ? request.after + items.length : null };
}

/** The pairs of two frameworks as a matrix of their sections. */
export async function showMatrix(database: TenantDatabase, request: RequestOf<typeof pairMatrix>, context: Context) {
  const { left, right, pairs, totals } = lookAt(await database.run(context, catalogOf), request);
  const { rows, columns, cells } = matrixOf(left, right, pairs, request);
  return { ...totals, from: shownFramework(left, request.left), to: shownFramework(right, request.right), rows: [...rows], columns: [...columns], cells: [...cells] };
}

function lookAt(compiled: Compiled, request: RequestOf<typeof pairMatrix>) {
  const [left, right] = [frameworkOf(compiled, request.from), frameworkOf(compiled, request.to)];
  const pairs = keepPairs(pairsOf(compiled, left.id, right.id), left, right, request);
  return { left, right, pairs, totals: { total: pairs.length, claimed: pairs.filter(({ strength }) => strength >= CLAIMED).length, matched: new Set(pairs.map(({ from }: Pair) => from)).size } };
}

/** One pair with every chain of rows behind it, what proves something first. @throws Fault `crosswalk.requirement-unknown` */
export async function explainOne(database: TenantDatabase, request: RequestOf<typeof pairExplain>, context: Context) {
  const compiled = await database.run(context, catalogOf);
  const [left, right] = [frameworkOf(compiled, request.from), frameworkOf(compiled, request.to)];
  const found = explainPair(compiled, { framework: left.id, id: request.id }, { framework: right.id, id: request.toId });
  if (!found) throw new Fault('missing', 'crosswalk.requirement-unknown', 'There is no such requirement');
  const shown = showRow();
  const chains = found.chains.map(({ steps, mask, says }) => ({
    over: steps.slice(0, -1).map(({ to }) => nodeShown(compiled, to)), proves: provenWord(relationMask(mask)), says,
    steps: steps.map(({ from, to, mask: own, row }) => ({ from: nodeShown(compiled, from).name, to: nodeShown(compiled, to).name, relation: provenWord(relationMask(own)), row: row && shown(row) })),
  }));
  return {
    from: endOf(left, request.id), to: endOf(right, request.toId), relation: found.relation, possible: found.mask.map((name: RelationName) => provenWord(relationMask([name]))),
    strength: pairsOf(compiled, left.id, right.id).find(({ from, to }) => from === request.id && to === request.toId)?.strength ?? 0,
    chains: chains.sort((a, b) => Number(a.proves === 'unknown') - Number(b.proves === 'unknown')),
  };
}

/** A control with every requirement that maps to it. @throws Fault `crosswalk.control-unknown` */
export async function reachOf(database: TenantDatabase, { id }: RequestOf<typeof controlReach>, context: Context) {
  const { catalog } = await database.run(context, catalogOf);
  const control = catalog.controls.find((one) => one.id === id);
  if (!control) throw new Fault('missing', 'crosswalk.control-unknown', 'There is no such common control');
  const shown = showRow();
  const references = [...new Set(control.references.map(({ framework }) => framework))].map((framework) => ({ framework, ids: control.references.filter((one) => one.framework === framework).map((one) => one.id) }));
  return {
    control: {
      id, domain: control.domain, domainTitle: domains().find((one) => one.id === control.domain)?.title ?? control.domain, title: control.title, statement: control.statement, test: control.test,
      searchTerms: [...control.searchTerms], parameters: control.parameters.map(({ parameter, measures }) => ({ name: parameter, measures })), references,
    },
    frameworks: catalog.frameworks.map((framework) => {
      const titles = titlesOf(framework);
      const rows = catalog.rows.filter((row) => row.framework === framework.id && bareControl(row.control) === id);
      return { id: framework.id, name: framework.name, rows: rows.map((row) => ({ ...shown(row), requirement: row.requirement, title: titles.get(row.requirement) ?? '', bound: boundOf(row.control) })) };
    }).filter(({ rows }) => rows.length > 0),
  };
}

/** Everything that the catalog holds in words. */
export async function searchCatalog(database: TenantDatabase, request: RequestOf<typeof catalogSearch>, context: Context) {
  const compiled = await database.run(context, catalogOf);
  const found = searchOf(compiled)(request.q);
  const places = [{ id: 'controls', name: null }, ...compiled.catalog.frameworks.map(({ id, name }) => ({ id, name }))];
  const placeOf = ({ framework }: { readonly framework: string | null }): string => framework ?? 'controls';
  const kept = request.in ? found.filter((one) => placeOf(one) === request.in) : found;
  const items = kept.slice(request.after, request.after + request.limit).map(({ kind, framework, id, title, excerpt }) => ({
    kind, framework, frameworkName: places.find((place) => place.id === framework)?.name ?? null, id, title, excerpt: excerpt && { field: excerpt.field, pieces: [...excerpt.pieces] },
  }));
  return { items, counts: places.map((place) => ({ ...place, count: found.filter((one) => placeOf(one) === place.id).length })), total: kept.length, next: request.after + items.length < kept.length ? request.after + items.length : null };
}

const searchers = new WeakMap<Compiled, ReturnType<typeof searcher>>();

function searchOf(compiled: Compiled): ReturnType<typeof searcher> {
  const ready = searchers.get(compiled) ?? searcher(compiled.catalog);
  searchers.set(compiled, ready);
  return ready;
}

/** How a row is shown; the shipped ones are known by themselves. */
function showRow() {
  const { rows, directRows } = compiledCatalog().catalog;
  const shipped = new Set<MappingRow | DirectRow>([...rows, ...directRows]);
  return (row: MappingRow | DirectRow) => {
    const { relationship, strength, rationale, reason, origin, reviewed, source } = row;
    const ends = 'control' in row ? { framework: row.framework, requirement: row.requirement, control: row.control } : { framework: row.from.framework, requirement: row.from.id, toFramework: row.to.framework, to: row.to.id };
    return { relationship, strength, rationale, reason, origin, reviewed, own: !shipped.has(row), file: source.file, line: source.line, ends };
  };
}

function nodeShown(compiled: Compiled, name: string) {
  const { nodes } = compiled;
  const requirement = nodes.ofRequirement.get(name);
  const node = requirement ?? nodes.ofControl.get(name)!;
  const [framework, id] = requirement === undefined ? [null, bareControl(name)] : [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
  return { kind: requirement === undefined ? ('control' as const) : ('requirement' as const), framework, id, name: shortName(compiled, node), title: titleOf(compiled, node) };
}

function namedControl(compiled: Compiled, control: string) {
  return { control: bareControl(control), name: sayControl(control), title: compiled.catalog.controls.find(({ id }) => id === bareControl(control))?.title ?? '' };
}

/** A control's bound in words; null for the whole control. */
function boundOf(control: string): string | null {
  return control.includes('[') ? sayControl(control).slice(bareControl(control).length + 1) : null;
}

function endOf({ id: framework, name, requirements }: Framework, id: string) {
  return { framework, name, id, title: requirements.find((one) => one.id === id)?.title ?? '' };
}

/** A framework with the way from its top to the branch that is looked at. */
function shownFramework(framework: Framework, at: string | undefined) {
  const { id, name, requirements } = framework;
  const inside = below(framework, at);
  const path: { id: string; title: string }[] = [];
  for (let one = requirements.find((each) => each.id === at); one; one = requirements.find((each) => each.id === one!.parent)) path.unshift({ id: one.id, title: one.title });
  return { id, name, assessable: requirements.filter((one) => one.assessable && (!inside || inside.has(one.id))).length, path };
}
