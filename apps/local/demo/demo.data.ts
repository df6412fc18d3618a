/** The people, vendors and own controls of the worked example. All of it is made up. */
export const organization = 'Orrinvale Clinics';
export const person = { name: 'Tomasz Berg', email: 'tomasz@orrinvale.example' };

export const northgate = {
  name: 'Northgate Ledger Services', service: 'Billing and ledger for patients and insurers', website: 'https://northgate.example', owner: 'Mara Ellingsworth',
  profile: { dataClasses: ['personal', 'health', 'confidential'], volume: '100k-1m', access: 'production', criticality: 'high', substitutability: 'months', spend: '100k-1m', countries: ['US'], regulated: ['hipaa', 'gdpr', 'soc2'] },
  roles: ['processor', 'service-provider', 'business-associate'], contact: { name: 'Astrid Lind', email: 'security@northgate.example' },
};

export const otherVendors = [
  {
    name: 'Quillmark Print & Mail', service: 'Letters to patients', website: 'https://quillmark.example', owner: 'Tomasz Berg',
    profile: { dataClasses: ['personal'], volume: '1k-100k', access: 'limited', criticality: 'moderate', substitutability: 'weeks', spend: '10k-100k', countries: ['DE'], regulated: ['gdpr'] },
    roles: ['processor'], contact: { name: 'Jonas Weil', email: 'datenschutz@quillmark.example' },
  },
  {
    name: 'Halden Analytics', service: 'Reports on appointments and waiting times', website: 'https://halden.example', owner: 'Tomasz Berg',
    profile: { dataClasses: ['confidential', 'personal'], volume: '1k-100k', access: 'production', criticality: 'moderate', substitutability: 'weeks', spend: '10k-100k', countries: ['NL', 'US'], regulated: ['gdpr'] },
    roles: ['processor', 'service-provider'], contact: { name: 'Femke de Boer', email: 'trust@halden.example' },
  },
  {
    name: 'Brightwater Catering', service: 'Food for meetings', owner: 'Tomasz Berg',
    profile: { dataClasses: ['public'], volume: 'none', access: 'none', criticality: 'low', substitutability: 'easy', spend: 'under-10k', countries: ['US'], regulated: [] }, roles: [],
  },
] as const;

/** What the own organization does, by words that find the common control. */
export const ownControls = [
  { find: 'access rights reviewed', how: 'Owners of each system review who has access every quarter in the directory and sign the list.', measured: [{ parameter: 'every', value: { n: 3, unit: 'months' }, precision: 'exact' }] },
  { find: 'multi-factor authentication', how: 'Everybody signs in with a hardware key or an authenticator app.' },
  { find: 'security awareness training', how: 'A course each year, and a short one in the first week.', measured: [{ parameter: 'every', value: { n: 12, unit: 'months' }, precision: 'exact' }] },
  { find: 'incident response plan', how: 'The on-call lead runs the plan; it is rehearsed twice a year.' },
  { find: 'backup restored test', how: 'One clinic is restored from backup each quarter.', measured: [{ parameter: 'every', value: { n: 3, unit: 'months' }, precision: 'exact' }] },
  { find: 'risk assessment performed', how: 'The risk register is gone through every year and after large changes.', measured: [{ parameter: 'every', value: { n: 12, unit: 'months' }, precision: 'exact' }] },
  { find: 'changes approved before production', how: 'A second engineer approves each change; the pipeline refuses others.' },
  { find: 'encryption of data at rest', how: 'Disks and backups are encrypted with keys of the cloud key service.' },
  { find: 'vulnerability scans internal', how: 'A scanner looks at every server each week.', measured: [{ parameter: 'every', value: { n: 1, unit: 'weeks' }, precision: 'exact' }] },
  { find: 'physical entry controlled', how: 'Badges open the doors; visitors are met and written down.' },
] as const;
