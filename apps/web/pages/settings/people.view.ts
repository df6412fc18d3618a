import type { ReplyOf } from '#libs/contracts/contract.js';
import type { accountList } from '#libs/contracts/accounts.contract.js';
import { message, type PageView } from '../../render.js';
import type { FormError } from '../../http/form.js';
import { roleChoices, roleWords, settingsTabs } from './roles.view.js';

type Account = ReplyOf<typeof accountList>['items'][number];

interface Refused {
  readonly errors?: readonly FormError[];
  readonly wrong?: Readonly<Record<string, string>>;
}

/** People with roles and state, and the form that invites one more. */
export function peopleView(items: readonly Account[], key: string, values: Readonly<Record<string, unknown>> = {}, refused: Refused = {}): PageView & Record<string, unknown> {
  return {
    page: { title: message('settings.title'), nav: 'settings', error: Boolean(refused.errors?.length) },
    tabs: settingsTabs('people'),
    sub: message('settings.people.sub', { count: items.filter(({ state }) => state !== 'disabled').length }),
    columns: ['name', 'roles', 'state', 'factor', 'lastSignIn'].map((name) => ({ text: message(`settings.people.${name}`) })),
    rows: items.map((account) => ({
      cells: [
        { text: account.name, href: `/settings/people/${account.id}`, sub: account.email },
        { text: roleWords(account.roles) },
        account.state === 'disabled' ? { state: 'inactive', word: message('settings.people.disabled') } : { state: account.state },
        { text: message(account.secondFactor ? 'settings.people.factorOn' : 'settings.people.factorOff') },
        account.lastSignIn ? { dateTime: account.lastSignIn } : { text: message('settings.people.never') },
      ],
    })),
    roles: roleChoices(), key, values, ...refused,
  };
}

/** One person's roles and access. */
export function personView(account: Account, values: { roles: readonly string[]; access: string }, refused: Refused = {}): PageView & Record<string, unknown> {
  return {
    page: { title: account.name, nav: 'settings', error: Boolean(refused.errors?.length), crumbs: [{ href: '/settings', text: message('settings.title') }, { href: '', text: account.name }] },
    account, roles: roleChoices(), values,
    access: [{ value: 'on', text: message('settings.person.on') }, { value: 'off', text: message('settings.person.off') }],
    ...refused,
  };
}
