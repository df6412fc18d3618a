import type { ReplyOf } from '#libs/contracts/contract.js';
import type { templateList } from '#libs/contracts/questionnaires.contract.js';
import { usualTiers, type policyGet } from '#libs/contracts/sending.contract.js';
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
  /** `template-high`, `depth-high`, `days-high` and so on */
  readonly plans: Readonly<Record<string, string>>;
}

/** The policy as it stands in the fields of its form. */
export function policyValues(policy: ReplyOf<typeof policyGet>): Values {
  return { version: String(policy.version), remindBefore: policy.remindBefore.map(String), remindWeekly: policy.remindWeekly ? ['yes'] : [], fourEyes: policy.fourEyes, linkDays: String(policy.linkDays), plans: Object.fromEntries(tiers.flatMap((tier) => { const { template, depth, days: given } = policy.tiers[tier]; return [[`template-${tier}`, template ?? ''], [`depth-${tier}`, depth], [`days-${tier}`, String(given)]]; })) };
}

/** What was sent. */
export function typedPolicy(body: FormBody): Values {
  return { version: text(body, 'version'), remindBefore: texts(body, 'remindBefore'), remindWeekly: texts(body, 'remindWeekly'), fourEyes: texts(body, 'fourEyes'), linkDays: text(body, 'linkDays'), plans: Object.fromEntries(tiers.flatMap((tier) => ['template', 'depth', 'days'].map((name) => [`${name}-${tier}`, text(body, `${name}-${tier}`)]))) };
}

/** What was sent, as the policy knows it. */
export function plansOf(values: Values) {
  return Object.fromEntries(tiers.map((tier) => [tier, { template: values.plans[`template-${tier}`] || null, depth: values.plans[`depth-${tier}`] || usualTiers[tier].depth, days: values.plans[`days-${tier}`] || usualTiers[tier].days }])) as never;
}

/** Puts each refusal to its field: `tiers.high.days` is said at `days-high`. */
export function planErrors({ errors }: { readonly errors: readonly FormError[] }): { errors: FormError[]; wrong: Record<string, string> } {
  const moved = errors.map((error) => { const field = error.field.replace(/^tiers\.(\w+)\.(\w+)$/, '$2-$1'); return { ...error, field, href: `#${field || 'main'}` }; });
  return { errors: moved, wrong: Object.fromEntries(moved.map(({ field, text: words }) => [field, words])) };
}

/** How vendors are asked: reminders, whose answers two people accept, how long links last. */
export function askingView(values: Values, templates: ReplyOf<typeof templateList>['items'], refused: { readonly errors: readonly FormError[]; readonly wrong: Readonly<Record<string, string>> } = { errors: [], wrong: {} }): PageView & Record<string, unknown> {
  const usual = [...new Set([...days, ...values.remindBefore.map(Number)])].filter((day) => Number.isInteger(day)).sort((a, b) => b - a);
  return {
    page: { title: message('settings.tabs.asking'), nav: 'settings', error: refused.errors.length > 0 },
    tabs: settingsTabs('asking'), values, ...refused,
    before: usual.map((day) => ({ value: String(day), text: message('settings.asking.before', { count: day }) })),
    weekly: [{ value: 'yes', text: message('settings.asking.weekly') }],
    plans: tiers.map((tier) => ({
      tier: message(`vendors.tier.${tier}`), template: { name: `template-${tier}`, value: values.plans[`template-${tier}`] }, depth: { name: `depth-${tier}`, value: values.plans[`depth-${tier}`] }, days: { name: `days-${tier}`, value: values.plans[`days-${tier}`], error: refused.wrong[`days-${tier}`] },
    })),
    templates: templates.map(({ key, title }) => ({ value: key, text: title })), depths: (['short', 'standard', 'full'] as const).map((depth) => ({ value: depth, text: message(`requests.depth.${depth}`) })),
    tiers: tiers.map((tier) => ({ value: tier, text: message(`vendors.tier.${tier}`) })),
  };
}
