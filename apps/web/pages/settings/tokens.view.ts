import type { ReplyOf, Role } from '#libs/contracts/contract.js';
import type { tokenList } from '#libs/contracts/accounts.contract.js';
import { message, type PageView } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { roleChoices, roleWords, settingsTabs } from './roles.view.js';

type Token = ReplyOf<typeof tokenList>['items'][number];

/** What a token is good for now: revoked before expired, since the first was somebody's will. */
export function tokenState(token: Pick<Token, 'revoked' | 'expires'>, now: number): { state: string; word?: string } {
  if (token.revoked) return { state: 'withdrawn', word: message('settings.tokens.stateRevoked') };
  if (Date.parse(token.expires) <= now) return { state: 'expired', word: message('settings.tokens.stateExpired') };
  return { state: 'active' };
}

/** The list of tokens, the form for a new one, and the secret of the one just made. */
export function tokensView(items: readonly Token[], names: NameOf, own: readonly Role[], now: number, more: Readonly<Record<string, unknown>>): PageView & Record<string, unknown> {
  const errors = more['errors'] as readonly unknown[] | undefined;
  return {
    page: { title: message('settings.tabs.tokens'), nav: 'settings', error: Boolean(errors?.length) },
    tabs: settingsTabs('tokens'),
    tokens: items.map((token) => ({
      ...token,
      made: message('settings.tokens.made', { date: calendarDate(token.created), name: names(token.maker) }),
      roleWords: roleWords(token.roles), ...tokenState(token, now), live: tokenState(token, now).state === 'active',
      question: message('settings.tokens.revokeQuestion', { name: token.name }),
    })),
    columns: ['name', 'roles', 'expires', 'lastUsed', 'state', 'act'].map((name) => ({ text: message(`settings.tokens.${name}`) })),
    roles: roleChoices(own),
    days: [30, 90, 365].map((days) => ({ value: String(days), text: message(`settings.tokens.days${days}`) })),
    ...more,
  };
}
