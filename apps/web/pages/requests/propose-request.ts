import type { ReplyOf } from '#libs/contracts/contract.js';
import type { templateList } from '#libs/contracts/questionnaires.contract.js';
import type { vendorGet } from '#libs/contracts/vendors.contract.js';

type Vendor = ReplyOf<typeof vendorGet>;
export type TemplateRow = ReplyOf<typeof templateList>['items'][number];

/** How deep each tier is asked: the less depends on a vendor, the less it is asked. */
export const depthOf = { low: 'short', medium: 'standard', high: 'full', critical: 'full' } as const;

/** Words in a module's key that say what it is about, and when a profile calls for it. */
const calls: readonly { readonly about: RegExp; readonly when: (profile: Vendor['profile']) => boolean }[] = [
  { about: /pay|card|pci/, when: ({ dataClasses, regulated }) => dataClasses.includes('cardholder') || regulated.includes('pci-dss') },
  { about: /health|hipaa|medic/, when: ({ dataClasses, regulated }) => dataClasses.includes('health') || regulated.includes('hipaa') },
  { about: /personal|privacy|gdpr/, when: ({ dataClasses, regulated }) => regulated.includes('gdpr') && dataClasses.some((data) => ['personal', 'special-category', 'health'].includes(data)) },
];

/** What to ask a vendor, from its tier and profile; the buyer may choose otherwise. */
export function proposeRequest(vendor: Pick<Vendor, 'tier' | 'profile'>, template: Pick<TemplateRow, 'modules'>): { depth: 'short' | 'standard' | 'full'; modules: string[] } {
  const wanted = calls.filter(({ when }) => when(vendor.profile));
  return { depth: depthOf[vendor.tier], modules: template.modules.map(({ key }) => key).filter((key) => wanted.some(({ about }) => about.test(key))) };
}
