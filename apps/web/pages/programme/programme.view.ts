import type { z } from 'zod';
import type { ReplyOf } from '#libs/contracts/contract.js';
import type { controlCatalog } from '#libs/contracts/crosswalk.contract.js';
import type { ownControl } from '#libs/contracts/programme.contract.js';
import type { FormBody, FormError } from '../../http/form.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { units } from './measured.js';

type Catalog = ReplyOf<typeof controlCatalog>;
type Own = z.output<typeof ownControl>;

/** What a person typed before a refusal, and what was wrong with it. */
export interface Typed {
  readonly body: FormBody;
  readonly errors: readonly FormError[];
  readonly wrong: Readonly<Record<string, string>>;
}

const looks: Readonly<Record<Own['state'], string>> = { planned: 'not-started', 'in-place': 'met', 'not-applicable': 'not-applicable', 'not-in-place': 'not-met' };
const states = ['in-place', 'planned', 'not-in-place', 'not-applicable'] as const;
const stateOf = (own: Own | undefined) => (own ? { state: looks[own.state], word: message(`programme.state.${own.state}`) } : { state: 'unknown', word: message('programme.state.unset') });

/** The common controls by domain, each with how far it is here. */
export function programmeView(catalog: Catalog, own: readonly Own[], state: string | undefined) {
  const byControl = new Map(own.map((one) => [one.control, one]));
  const fits = (id: string): boolean => !state || (state === 'unset' ? !byControl.has(id) : byControl.get(id)?.state === state);
  const groups = catalog.domains.map((domain) => ({
    title: domain.title, id: `d-${domain.id}`,
    items: catalog.controls.filter((control) => control.domain === domain.id && fits(control.id)).map((control) => ({ id: control.id, text: control.title, href: `/programme/${control.id}`, ...stateOf(byControl.get(control.id)) })),
  })).filter(({ items }) => items.length);
  const count = (one: Own['state']): number => own.filter((control) => control.state === one).length;
  return {
    page: { title: message('programme.title'), nav: 'programme' as const }, groups,
    sub: message('programme.sub', { inPlace: count('in-place'), of: catalog.controls.length, files: own.reduce((sum, one) => sum + one.evidence.length, 0) }),
    filters: [{ name: 'state', label: message('programme.filter'), type: 'select', value: state ?? '', blank: message('programme.all'), options: [...states, 'unset'].map((value) => ({ value, text: message(`programme.state.${value}`) })) }],
  };
}

/** One common control as it is done here: the form, its values, the files behind it. */
export function ownControlView(common: Catalog['controls'][number], own: Own | undefined, mayEdit: boolean, typed?: Typed) {
  const said = (name: string, before: unknown): unknown => typed?.body[name] ?? before;
  return {
    page: { title: `${common.id} ${common.title}`, nav: 'programme' as const, error: typed !== undefined, crumbs: [{ href: '/programme', text: message('programme.title') }] },
    id: common.id, title: common.title, statement: common.statement, ...stateOf(own), mayEdit, errors: typed?.errors, wrong: typed?.wrong ?? {},
    version: said('version', own?.version ?? 0), how: said('how', own?.how ?? ''), owner: said('owner', own?.owner ?? ''), justification: said('justification', own?.justification ?? ''),
    since: said('since', own?.since ?? new Date().toISOString().slice(0, 10)), chosen: said('state', own?.state ?? 'in-place'),
    states: states.map((value) => ({ value, text: message(`programme.state.${value}`), hint: message(`programme.stateHint.${value}`) })),
    measures: common.parameters.map(({ name, measures }) => measureField(name, measures, own, said)),
    isSet: own !== undefined, test: common.test, today: new Date().toISOString().slice(0, 10),
    files: (own?.evidence ?? []).map((file) => ({ cells: [
      { text: file.name, href: `/programme/${common.id}/files/${file.id}`, sub: file.note ?? '' },
      { text: file.to ? message('coverage.period', { from: calendarDate(file.from), to: calendarDate(file.to) }) : message('coverage.asOf', { date: calendarDate(file.from) }) }, { dateTime: file.at },
    ] })),
  };
}

function measureField(name: string, measures: string, own: Own | undefined, said: (name: string, before: unknown) => unknown) {
  const value = own?.measured.find(({ parameter }) => parameter === name)?.value;
  const timed = ['every', 'within', 'for'].includes(name);
  const duration = typeof value === 'object' && !Array.isArray(value) ? value : null;
  return {
    name: `measure-${name}`, label: message(`crosswalk.parameter.${name}`), hint: measures, isTimed: timed, type: name === 'scope' ? 'text' : 'number',
    value: said(`measure-${name}`, duration ? duration.n : Array.isArray(value) ? value.join(', ') : value ?? ''), unit: said(`measure-${name}-unit`, duration?.unit ?? 'months'),
    units: units.map((unit) => ({ value: unit, text: message(`programme.unit.${unit}`) })),
  };
}
