import type { TierWeights } from './risk-types.js';

/** The European Economic Area and countries with an adequacy decision for personal data, as of 2026; edit to your own view. */
const trusted = [
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL',
  'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'AD', 'AR', 'CA', 'CH', 'FO', 'GB', 'GG', 'IL', 'IM', 'JE', 'JP', 'KR', 'NZ', 'UY',
];

const sensitive = ['special-category', 'cardholder', 'health'];

/** Default weights: eight factors that sum to 100 points, and floors that no low sum may undercut. */
export const defaultWeights: TierWeights = {
  version: '1.0.0',
  factors: {
    dataClasses: { title: 'Data', choices: {
      public: { points: 0, says: 'only public data' },
      internal: { points: 6, says: 'internal data' },
      confidential: { points: 13, says: 'confidential data' },
      personal: { points: 17, says: 'personal data' },
      'special-category': { points: 25, says: 'special categories of personal data' },
      cardholder: { points: 25, says: 'payment card data' },
      health: { points: 25, says: 'health data' } } },
    volume: { title: 'Volume', choices: {
      none: { points: 0, says: 'no records of people' },
      'under-1k': { points: 3, says: 'fewer than 1,000 records' },
      '1k-100k': { points: 6, says: '1,000 to 100,000 records' },
      '100k-1m': { points: 9, says: '100,000 to 1,000,000 records' },
      'over-1m': { points: 12, says: 'more than 1,000,000 records' } } },
    access: { title: 'Access', choices: {
      none: { points: 0, says: 'no access to your systems' },
      limited: { points: 6, says: 'limited access' },
      production: { points: 13, says: 'access to production systems' },
      privileged: { points: 18, says: 'privileged access' } } },
    criticality: { title: 'Criticality', choices: {
      low: { points: 0, says: 'work goes on without it' },
      moderate: { points: 6, says: 'work slows down without it' },
      high: { points: 13, says: 'important work stops without it' },
      critical: { points: 18, says: 'the business stops without it' } } },
    substitutability: { title: 'Substitutability', choices: {
      easy: { points: 0, says: 'replaced within days' },
      weeks: { points: 3, says: 'replaced within weeks' },
      months: { points: 6, says: 'replaced within months' },
      hard: { points: 9, says: 'hardly replaceable' } } },
    spend: { title: 'Spend', choices: {
      'under-10k': { points: 0, says: 'less than 10,000 a year' },
      '10k-100k': { points: 1, says: '10,000 to 100,000 a year' },
      '100k-1m': { points: 3, says: '100,000 to 1,000,000 a year' },
      'over-1m': { points: 5, says: 'more than 1,000,000 a year' } } },
  },
  countries: {
    title: 'Countries', trusted,
    inside: { points: 1, says: 'data stays in the EEA or in countries with an adequacy decision' },
    outside: { points: 5, says: 'data goes to countries without an adequacy decision' },
  },
  regulated: {
      title: 'Regulated scope', each: 4, most: 8,
      names: { 'dora': 'DORA', 'gdpr': 'GDPR', 'hipaa': 'HIPAA', 'iso27001': 'ISO 27001', 'pci-dss': 'PCI DSS', 'soc2': 'SOC 2' },
    },
  thresholds: { critical: 65, high: 45, medium: 20 },
  rules: [
    { atLeast: 'critical', says: 'Payment card, health or special-category data of 100,000 people or more is critical.', all: [
      { factor: 'dataClasses', oneOf: sensitive }, { factor: 'volume', oneOf: ['100k-1m', 'over-1m'] }] },
    { atLeast: 'critical', says: 'A service without which the business stops, and that is hard to replace, is critical.', all: [
      { factor: 'criticality', oneOf: ['critical'] }, { factor: 'substitutability', oneOf: ['months', 'hard'] }] },
    { atLeast: 'critical', says: 'An important ICT service under DORA that is hard to replace is critical.', all: [
      { factor: 'regulated', oneOf: ['dora'] }, { factor: 'criticality', oneOf: ['high', 'critical'] }, { factor: 'substitutability', oneOf: ['hard'] }] },
    { atLeast: 'high', says: 'Payment card, health or special-category data is at least high.', all: [{ factor: 'dataClasses', oneOf: sensitive }] },
    { atLeast: 'high', says: 'Privileged access is at least high.', all: [{ factor: 'access', oneOf: ['privileged'] }] },
    { atLeast: 'high', says: 'A service without which the business stops is at least high.', all: [{ factor: 'criticality', oneOf: ['critical'] }] },
    { atLeast: 'high', says: 'Personal data of more than 1,000,000 people is at least high.', all: [
      { factor: 'dataClasses', oneOf: ['personal'] }, { factor: 'volume', oneOf: ['over-1m'] }] },
    { atLeast: 'medium', says: 'Personal or confidential data is at least medium.', all: [{ factor: 'dataClasses', oneOf: ['personal', 'confidential'] }] },
    { atLeast: 'medium', says: 'Access to production systems is at least medium.', all: [{ factor: 'access', oneOf: ['production'] }] },
  ],
};
