import type { ReplyOf } from '#libs/contracts/contract.js';
import type { dutyList } from '#libs/contracts/reports-assurance.contract.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { reportsTabs } from './report-tabs.js';

type Duties = ReplyOf<typeof dutyList>;
type Duty = Duties['items'][number];

export const dutyStates = ['open', 'met', 'in-place', 'not-needed'] as const;
export const dutiesAtOnce = 25;
const looks = { open: 'open', met: 'matched', 'in-place': 'done', 'not-needed': 'not-applicable' } as const;

/** What is shown of the ledger, and the duty whose form stands open. */
export interface DutiesLook {
  readonly vendor: string;
  readonly state: string;
  readonly from: number;
  readonly edit: string;
  readonly mayReview: boolean;
  readonly isAdministrator: boolean;
  readonly names: NameOf;
  readonly typed?: Readonly<Record<string, string>> | undefined;
  readonly refused?: ReturnType<typeof formErrors> | undefined;
}

/** Complementary user entity controls as duties of the own organization: who owns each, and which own control meets it. */
export function dutiesView(duties: Duties, vendors: readonly { readonly id: string; readonly name: string }[], controls: readonly { readonly id: string; readonly title: string }[], look: DutiesLook) {
  const title = message('reports.duties.title');
  const kept = { ...(look.vendor && { vendor: look.vendor }), ...(look.state && { state: look.state }) };
  const edited = duties.items.find((one) => nameOfDuty(one) === look.edit);
  const address = (change: Record<string, string>) => `/reports/duties?${new URLSearchParams({ ...kept, ...(look.from > 0 && { from: String(look.from) }), ...change }).toString()}`;
  return {
    page: { title, nav: 'reports' as const, error: look.refused !== undefined }, tabs: reportsTabs('duties', look.isAdministrator), sub: message('reports.duties.sub'), errors: look.refused?.errors,
    says: duties.open > 0 ? message('reports.duties.openSays', { count: duties.open }) : message(duties.total > 0 ? 'reports.duties.allMet' : 'reports.duties.none'),
    filters: [
      { name: 'vendor', label: message('reports.queue.vendor'), type: 'select', value: look.vendor, blank: message('reports.queue.all'), options: vendors.map(({ id, name }) => ({ value: id, text: name })) },
      { name: 'state', label: message('reports.queue.status'), type: 'select', value: look.state, blank: message('reports.queue.all'), options: dutyStates.map((value) => ({ value, text: message(`reports.duties.state.${value}`) })) },
    ],
    rows: duties.items.map((one) => dutyRow(one, address, look)), form: look.mayReview && edited ? formOf(edited, controls, address, look) : null,
    next: look.from + duties.items.length < duties.total ? address({ from: String(look.from + dutiesAtOnce) }) : null, previous: look.from > 0 ? address({ from: String(Math.max(0, look.from - dutiesAtOnce)) }) : null,
    shown: duties.total > 0 ? message('reports.controls.shown', { from: look.from + 1, to: look.from + duties.items.length, all: duties.total }) : null,
  };
}

const nameOfDuty = ({ vendor, key }: Duty): string => `${vendor}-${key}`;

function dutyRow(one: Duty, address: (change: Record<string, string>) => string, look: DutiesLook) {
  const said = one.by && one.at ? message('reports.duties.by', { name: look.names(one.by), at: zonedTime(one.at) }) : '';
  const mine = one.control && { id: one.control.id, text: one.control.title, href: one.control.ownControl ? '/programme' : undefined, sub: one.control.state ? message(`programme.state.${one.control.state}`) : message('reports.duties.notSet') };
  return {
    id: `duty-${nameOfDuty(one)}`, here: look.edit === nameOfDuty(one),
    cells: [
      { text: one.text, sub: [one.vendorName, one.criteria.join(', ')].filter(Boolean).join(' · ') }, { pages: [{ page: one.page, href: `/reports/${one.document}?page=${one.page}` }] },
      { text: one.owner ?? message('reports.duties.nobody') }, mine ?? { text: message('reports.duties.unmatched') },
      { state: looks[one.state], word: message(`reports.duties.state.${one.state}`), sub: [one.note ?? '', said].filter(Boolean).join(' '), ...(look.mayReview && { links: [{ text: message('reports.duties.answer'), href: `${address({ edit: nameOfDuty(one) })}#answer` }] }) },
    ],
  };
}

function formOf(one: Duty, controls: readonly { readonly id: string; readonly title: string }[], address: (change: Record<string, string>) => string, look: DutiesLook) {
  const first = one.suggestions.map(({ control, title }) => ({ value: control, text: message('reports.duties.suggested', { control, title }) }));
  return {
    vendor: one.vendor, key: one.key, version: one.version, text: one.text, leave: address({}), wrong: look.refused?.wrong ?? {},
    values: look.typed ?? { owner: one.owner ?? '', control: one.control?.id ?? '', state: one.state === 'met' ? 'open' : one.state, note: one.note ?? '' },
    controls: [...first, ...controls.filter(({ id }) => !first.some(({ value }) => value === id)).map(({ id, title }) => ({ value: id, text: `${id} ${title}` }))],
    states: (['open', 'in-place', 'not-needed'] as const).map((value) => ({ value, text: message(`reports.duties.choice.${value}`), hint: message(`reports.duties.hint.${value}`) })),
  };
}
