import type { ReplyOf } from '#libs/contracts/contract.js';
import type { controlReach } from '#libs/contracts/explorer.contract.js';
import { message } from '../../render.js';
import { relationCell } from '../coverage/relation-cell.js';
import { reachMap } from './reach-map.js';
import { rowReason } from './row-words.js';

type Reach = ReplyOf<typeof controlReach>;
type Row = Reach['frameworks'][number]['rows'][number];

/** One common control: what it says, how it is checked, and all that maps to it, as a picture and as a table. */
export function controlView({ control, frameworks }: Reach, mayEdit: boolean) {
  const count = new Set(frameworks.flatMap(({ id, rows }) => rows.map(({ requirement }) => `${id} ${requirement}`))).size;
  return {
    page: { title: `${control.id} ${control.title}`, nav: 'crosswalk' as const, wide: true, crumbs: [{ href: '/crosswalk', text: message('crosswalk.title') }, { href: '/crosswalk/controls', text: message('crosswalk.controls.title') }] },
    id: control.id, title: control.title, statement: control.statement, own: `/programme/${control.id}`,
    facts: [
      { term: message('crosswalk.control.domain'), text: control.domainTitle },
      { term: message('crosswalk.control.test'), text: control.test },
      ...control.parameters.map(({ name, measures }) => ({ term: message(`crosswalk.parameter.${name}`), text: sayMeasures(measures) })),
      ...(control.searchTerms.length ? [{ term: message('crosswalk.control.terms'), text: control.searchTerms.join('; ') }] : []),
      ...control.references.map(({ framework, ids }) => ({ term: published[framework] ?? framework, text: ids.join(', ') })),
    ],
    reachTitle: message('crosswalk.control.reach', { count, frameworks: frameworks.length }),
    map: frameworks.length === 0 ? null : reachMap(frameworks.map(({ id, name, rows }) => ({ name, items: onePerRequirement(rows).map((row) => ({ id: row.requirement, relationship: row.relationship, word: message(`crosswalk.short.${row.relationship}`), href: requirementHref(id, row.requirement) })) }))),
    caption: message('crosswalk.control.picture', { id: control.id }),
    groups: frameworks.map((framework) => ({
      name: framework.name,
      rows: framework.rows.map((row) => ({
        id: row.requirement, title: row.title, href: requirementHref(framework.id, row.requirement), bound: row.bound, relation: relationCell(row.relationship),
        why: rowReason(row, mayEdit),
      })),
    })),
  };
}

/** Names of publications that a control is said by too. */
const published: Readonly<Record<string, string>> = { 'nist-800-53r5': 'NIST SP 800-53 Rev. 5', 'nist-csf-2.0': 'NIST CSF 2.0', 'nist-pf-1.0': 'NIST Privacy Framework 1.0' };

/** What a parameter measures; the ids of a scope in words. */
const sayMeasures = (measures: string): string => measures.replace(/\(([^()]*\|[^()]*)\)/, (_, ids: string) => `(${ids.replaceAll('|', ', ').replaceAll('-', ' ')})`);

const requirementHref = (framework: string, id: string): string => `/coverage/own/${encodeURIComponent(framework)}/${encodeURIComponent(id)}`;

/** The strongest row of each requirement: one that maps by several bounds is drawn once. */
function onePerRequirement(rows: readonly Row[]): Row[] {
  const best = new Map<string, Row>();
  for (const row of rows) if (row.strength > (best.get(row.requirement)?.strength ?? 0)) best.set(row.requirement, row);
  return [...best.values()];
}
