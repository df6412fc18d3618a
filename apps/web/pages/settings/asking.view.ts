import type { ReplyOf } from '#libs/contracts/contract.js';
import type { policyGet } from '#libs/contracts/sending.contract.js';
import { text, texts, type FormBody, type FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { settingsTabs } from './roles.view.js';

const days = [21, 14, 7, 3, 1];
const tiers = ['critical', 'high', 'medium', 'low'] as const;

interface Values {
  readonly version: string;
  readonly remindBefore: readonly string[];
  readonly remindWeekly: readonly string[];
  readonly fourEyes: readonly string[];
  readonly linkDays: string;
}

/** The policy as it stands in the fields of its form. */
export function policyValues(policy: ReplyOf<typeof policyGet>): Values {
  return { version: String(policy.version), remindBefore: policy.remindBefore.map(String), remindWeekly: policy.remindWeekly ? ['yes'] : [], fourEyes: policy.fourEyes, linkDays: String(policy.linkDays) };
}

/** What was sent. */
export function typedPolicy(body: FormBody): Values {
  return { version: text(body, 'version'), remindBefore: texts(body, 'remindBefore'), remindWeekly: texts(body, 'remindWeekly'), fourEyes: texts(body, 'fourEyes'), linkDays: text(body, 'linkDays') };
}

/** How vendors are asked: reminders, whose answers two people accept, how long links last. */
export function askingView(values: Values, refused: { readonly errors: readonly FormError[]; readonly wrong: Readonly<Record<string, string>> } = { errors: [], wrong: {} }): PageView & Record<string, unknown> {
  const usual = [...new Set([...days, ...values.remindBefore.map(Number)])].filter((day) => Number.isInteger(day)).sort((a, b) => b - a);
  return {
    page: { title: message('settings.tabs.asking'), nav: 'settings', error: refused.errors.length > 0 },
    tabs: settingsTabs('asking'), values, ...refused,
    before: usual.map((day) => ({ value: String(day), text: message('settings.asking.before', { count: day }) })),
    weekly: [{ value: 'yes', text: message('settings.asking.weekly') }],
    tiers: tiers.map((tier) => ({ value: tier, text: message(`vendors.tier.${tier}`) })),
  };
}
