/**
 * Other documents that vendors send in the place of a report. {O} organization, {o} short name, {y} system, {a} auditor,
 * {d} date of the document, {f} and {t} the period of the report, {g} the day after it, {e} the end of the time that a letter covers.
 */
export interface OtherDocument {
  readonly name: string;
  /** What the reader has to make of it: a kind, or the refusal and a word that its message names it by. */
  readonly expected: { readonly kind: 'soc1' | 'soc3' | 'bridge-letter' } | { readonly refused: RegExp };
  /** Variants, each a list of paragraphs; "# " begins a title, "## " a heading. */
  readonly variants: readonly (readonly string[])[];
}

const quoted = '“We have examined {O}’s description of its {y} throughout the period {f} to {t}. In our opinion, in all material respects, the controls operated effectively based on the trust services criteria relevant to security.”';

export const otherDocuments: readonly OtherDocument[] = [
  {
    name: 'a SOC 1 report', expected: { kind: 'soc1' },
    variants: [
      ['# {O}', '# SOC 1® Type 2 Report', 'Report on {O}’s Description of Its {y} and on the Suitability of the Design and Operating Effectiveness of Its Controls', 'For the period {f} to {t}', '# Independent Service Auditor’s Report', 'To the Management of {O}:', 'We have examined {O}’s description of its {y} for processing user entities’ transactions throughout the period {f} to {t} and the suitability of the design and operating effectiveness of controls to achieve the related control objectives stated in the description, which are relevant to user entities’ internal control over financial reporting.', 'Our examination was conducted in accordance with AT-C section 320.', '## Opinion', 'In our opinion, in all material respects, the controls operated effectively to provide reasonable assurance that the control objectives were achieved throughout the period {f} to {t}.', '{a}', '{d}'],
      ['# Service Organization Controls (SOC) 1 Type 2 Report', '{O} – {y}', '# Section One: Independent Service Auditor’s Assurance Report', 'We have been engaged to report on {O}’s description of its {y} throughout the period {f} to {t} in accordance with ISAE 3402, Assurance Reports on Controls at a Service Organization, and on the design and operation of controls related to the control objectives stated in the description.', '## Opinion', 'In our opinion, in all material respects, the controls related to the control objectives operated effectively.', '{a}', '{d}'],
    ],
  },
  {
    name: 'a SOC 3 report', expected: { kind: 'soc3' },
    variants: [
      ['# SOC 3® Report', '{O}', 'Report on the {y} Relevant to Security and Availability', 'For the period {f} to {t}', '# Independent Service Auditor’s Report', 'We have examined the assertion titled “Assertion of {O} Management” that the controls within the {y} were effective throughout the period {f} to {t} based on the trust services criteria relevant to security and availability (applicable trust services criteria).', '## Opinion', 'In our opinion, management’s assertion is fairly stated, in all material respects.', '{a}', '{d}'],
    ],
  },
  {
    name: 'a bridge letter', expected: { kind: 'bridge-letter' },
    variants: [
      ['{O}', '{d}', 'Re: SOC 2 Type 2 Bridge Letter', 'To whom it may concern:', '{a} issued a SOC 2 Type 2 report on the {y} for the period {f} to {t}.', 'This letter covers the period {g} to {e} (the gap period). There have been no material changes to the control environment during the gap period.', 'This letter is no substitute for the report and was not examined by the auditor.', 'Sincerely,', 'Ada Marlow', 'Chief Information Security Officer', '{O}'],
      ['{O}', '{d}', 'Subject: Gap Letter for SOC 2', 'Dear customer,', 'Our most recent SOC 2 Type 2 report was issued by {a} and covers the period {f} through {t}. Since then, from {g} to {e}, we are not aware of any material changes to our system that would adversely affect the conclusions of the report.', 'Kind regards,', 'Tomas Wren', 'VP Security and Compliance'],
      ['# Comfort Letter', '{O}', '{d}', 'The last SOC 2 Type 2 examination of {O} covered {f} to {t}. For the time from {g} to {e} no significant changes were made to the controls.', 'Regards,', 'Ines Calder', 'Director of Compliance', '{O}'],
    ],
  },
  {
    name: 'a certificate', expected: { refused: /certificate/ },
    variants: [
      ['# Certificate of Registration', 'This is to certify that the information security management system of', '# {O}', 'conforms to ISO/IEC 27001:2022 for the following scope: development and operation of the {y}.', 'Certificate number: IS 778812', 'Original registration: {f}. Expires: {t}.', 'Calder Registrars Ltd, an accredited certification body'],
      ['# CERTIFICATE', '{O}', 'The certification body Calder Registrars Ltd confirms that the organization operates a management system according to ISO 9001:2015 and ISO/IEC 27001:2022.', 'Certificate No. 4471-22', 'Valid until {t}', 'The organization also holds a SOC 2 Type 2 report.'],
    ],
  },
  {
    name: 'a penetration test', expected: { refused: /penetration test/ },
    variants: [
      ['# Penetration Test Report', '{O} – {y}', '{d}', '## Executive Summary', 'We examined the external interfaces of the {y}. In our opinion the security of the system is adequate. Seven findings were recorded, none of them critical.', '## Findings', 'Finding 1: session cookies without the attribute that keeps them from scripts. Rated low. Retested and closed.'],
      ['# Web Application Pen-Test Report', 'Client: {O}', 'The test was performed in support of the SOC 2 criteria CC4.1 and CC7.1.', quoted, '## Results', 'No exceptions noted in the retest of high findings.'],
    ],
  },
  {
    name: 'a contract', expected: { refused: /contract|no independent auditor/ },
    variants: [
      ['# Master Services Agreement', 'between {O} (“Provider”) and the customer named in the order form', '## 1. Services', 'Provider makes the {y} available. Provider keeps a SOC 2 Type 2 report current and makes it available on request.', '## 2. Security', 'The independent service auditor’s report shall state that in our opinion, in all material respects, controls operated effectively.', '## 3. Term', 'This agreement begins on {f} and ends on {t} unless it is renewed.'],
      ['# Data Processing Addendum', 'This addendum to the agreement with {O} governs the processing of personal data in the {y}.', '## Audit', 'Provider may satisfy audit requests by its SOC 2 report, in which the auditor writes: ' + quoted],
    ],
  },
  {
    name: 'a privacy notice', expected: { refused: /a privacy notice/ },
    variants: [
      ['# Privacy Notice', '{O} respects your privacy. This notice says which personal data the {y} collects, why, and for how long they are kept.', '## Your rights', 'You may ask for access, correction and deletion. We examined our obligations under the privacy criteria and keep consent on record.', '## Security', 'We are audited each year under SOC 2 by {a}.', 'Last updated: {d}'],
      ['# Privacy Policy', 'Effective {d}', 'This policy describes how {O} handles personal information. Independent auditors have issued a SOC 2 Type II report on our {y}; their opinion on our controls relevant to privacy was unqualified.', '## Contact', 'Write to the privacy office of {O}.'],
    ],
  },
  {
    name: 'a brochure', expected: { refused: /brochure|no independent auditor/ },
    variants: [['# Security White Paper', '{O} keeps your data safe. The {y} is covered by a SOC 2 Type 2 report.', quoted, '## Encryption', 'All data are encrypted at rest (CC6.1) and in transit (CC6.7).']],
  },
];
