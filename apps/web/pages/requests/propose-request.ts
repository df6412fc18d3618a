import type { ReplyOf } from '#libs/contracts/contract.js';
import { usualTiers, type Policy } from '#libs/contracts/sending.contract.js';
import type { templateList } from '#libs/contracts/questionnaires.contract.js';
import type { vendorGet } from '#libs/contracts/vendors.contract.js';

type Vendor = ReplyOf<typeof vendorGet>;
export type TemplateRow = ReplyOf<typeof templateList>['items'][number];

/** What the policy says by tier. */
export type Plans = Policy['tiers'];

/** Words in a module's key that say what it is about, and when a profile calls for it. */
const calls: readonly { readonly about: RegExp; readonly when: (profile: Vendor['profile']) => boolean }[] = [
  { about: /pay|card|pci/, when: ({ dataClasses, regulated }) => dataClasses.includes('cardholder') || regulated.includes('pci-dss') },
  { about: /health|hipaa|medic/, when: ({ dataClasses, regulated }) => dataClasses.includes('health') || regulated.includes('hipaa') },
  { about: /personal|privacy|gdpr/, when: ({ dataClasses, regulated }) => regulated.includes('gdpr') && dataClasses.some((data) => ['personal', 'special-category', 'health'].includes(data)) },
];

/** What to ask a vendor, from the policy for its tier and from its profile; the buyer may choose otherwise. */
export function proposeRequest(vendor: Pick<Vendor, 'tier' | 'profile'>, template: Pick<TemplateRow, 'modules'>, plans: Plans = usualTiers): { depth: 'short' | 'standard' | 'full'; modules: string[] } {
  const wanted = calls.filter(({ when }) => when(vendor.profile));
  return { depth: plans[vendor.tier].depth, modules: template.modules.map(({ key }) => key).filter((key) => wanted.some(({ about }) => about.test(key))) };
}
