/**
 * Short wordings that made reports choose from. Where they were met: `guide` follows the shape of the illustrative reports in
 * the AICPA guide for SOC 2 (2018, 2022) and its public reprints; `firms` was met in reports that companies publish;
 * `platforms` in reports laid out by compliance platforms; `isae` in assurance reports of British, German and Danish firms;
 * `old` in reports of 2011–2017. Names are invented.
 */
export const organizations = [
  { name: 'Bramblewick Analytics, Inc.', short: 'Bramblewick', system: 'Harborlight Analytics Platform' },
  { name: 'Ostermann Datendienste GmbH', short: 'Ostermann', system: 'Mandantenportal System' },
  { name: 'Quillfeather Health LLC', short: 'Quillfeather', system: 'CareLine Scheduling Service' },
  { name: 'Saltmarsh Freight Ltd', short: 'Saltmarsh', system: 'DockFlow Freight System' },
  { name: 'Kestrel & Thorne Payments, Inc.', short: 'Kestrel', system: 'Thornepay Card Processing System' },
  { name: 'Mirador Learning Co.', short: 'Mirador', system: 'Mirador Classroom' },
  { name: 'nimbus.works B.V.', short: 'nimbus.works', system: 'Nimbus Build Service' },
  { name: '9Lanterns Corp.', short: '9Lanterns', system: 'Lantern Identity Cloud' },
  { name: 'Vellum & Pike', short: 'Vellum', system: 'Contract Lifecycle Platform' },
  { name: 'O’Dowd Claims Services, LLC', short: 'O’Dowd', system: 'Claims Intake System' },
] as const;

/** As they sign, line by line; the name is what the signature says, its lines joined. */
export const auditors: readonly { readonly lines: readonly string[]; readonly city: string }[] = [
  { lines: ['Haverstock Pell LLP'], city: 'Denver, Colorado' },
  { lines: ['Dunning, Oakes & Co., P.C.'], city: 'Tampa, Florida' },
  { lines: ['Marlow Brandt CPAs, PLLC'], city: 'Austin, TX' },
  { lines: ['Rheinwald Prüfung GmbH', 'Wirtschaftsprüfungsgesellschaft'], city: 'Frankfurt am Main, Germany' },
  { lines: ['Sable Ridge Assurance, LLC'], city: 'Columbus, Ohio' },
  { lines: ['Colwyn Farrow Chartered Accountants'], city: 'London, United Kingdom' },
  { lines: ['Ellery, Stroud, Whitcombe', '& Partners LLP'], city: 'San Francisco, California' },
  { lines: ['Northgate Attestation Services', 'Certified Public Accountants, LLC'], city: 'Salt Lake City, Utah' },
  { lines: ['KVB Assure LLP'], city: 'New York, New York' },
  { lines: ['Tidewater CPA Group, P.C.'], city: 'Norfolk, Virginia' },
  { lines: ['Birch & Bramley'], city: 'Minneapolis, Minnesota' },
  { lines: ['Auditfjord ApS'], city: 'Copenhagen, Denmark' },
];

export const hosts = [
  { name: 'Amazon Web Services, Inc.', short: 'AWS', service: 'cloud hosting services' },
  { name: 'Microsoft Corporation', short: 'Azure', service: 'infrastructure as a service' },
  { name: 'Google LLC', short: 'GCP', service: 'platform hosting services' },
  { name: 'Skarholm Cloud AB', short: 'Skarholm', service: 'colocation services' },
  { name: 'Tallowgate Mail, Inc.', short: 'Tallowgate', service: 'transactional e-mail delivery' },
  { name: 'Datenhain Rechenzentren GmbH', short: 'Datenhain', service: 'data center services' },
] as const;

/** {o} organization, {n} name of the host, {s} its short form, {v} its service. */
export const uses = [
  '{o} uses {n} (“{s}”), a subservice organization, to provide {v}.', // guide
  '{o} uses a subservice organization, {n} ({s}), for {v}.', // firms
  '{o} utilizes {n} ({s}) to provide {v}. {s} is a subservice organization.', // platforms
  '{o} engages the subservice organization {n} (“{s}”) to provide {v}.', // isae
] as const;

export const carveOut = [
  'The description indicates that complementary subservice organization controls that are suitably designed and operating effectively are necessary, along with controls at {o}, to achieve its service commitments. The description does not disclose the actual controls at the subservice organization. Our examination did not include the services provided by the subservice organization, and we have not evaluated the suitability of the design of such controls.', // guide
  'The description presents the types of complementary subservice organization controls assumed in the design of controls at {o} and excludes the controls of {s} (carve-out method).', // firms
  'The description does not include the controls in place at {s}, and our examination did not extend to them.', // platforms
] as const;

export const inclusive = [
  'The description includes those elements of the system provided by {s}, and our examination included the services provided by {s} under the inclusive method.', // guide
  'The description is presented using the inclusive method and includes the relevant controls of {s}.', // isae
] as const;

export const passes = ['No exceptions or deviations were noted.', 'Exceptions noted: None', 'Testing did not identify any exceptions.', 'No issues noted.', 'Operating effectively.', 'No material exceptions were identified.', 'No exceptions noted.', 'No deviations noted.', 'No exceptions noted', 'No relevant exceptions noted.', 'No exceptions were noted.', 'No exception noted.', 'No deviations were identified.', 'None noted.', 'Control operated effectively. No exceptions noted.'] as const;

export const untested = [
  'Not tested. No such event occurred during the period.',
  'The control could not be tested because there were no occurrences during the examination period.',
  'Attribute not tested: there were no relevant events. No exceptions noted on the remaining tests.',
  'No testing performed. The circumstances that warrant the operation of the control did not occur during the period.',
  'The operating effectiveness of this control could not be tested as there was no related activity during the review period.',
  'Not applicable – the control did not operate during the period.',
] as const;

/** {d} deviations, {n} samples. */
export const faults = [
  'For {d} of {n} leavers sampled, access was removed later than required.',
  '{D} of the {n} changes sampled had no recorded approval before release.',
  'For {d} out of {n} months selected, the review was not performed.',
  'Access for {d} of a sample of {n} terminated users was not revoked within one business day.',
  'The auditor found that {d} of {n} sampled suppliers had not been assessed in the period.',
  '{d}/{n} samples: the approval of the change was missing.',
  'Per inspection of a sample of {n} incidents, {d} of the {n} incidents selected did not have a documented root cause.',
  'The access of {d} of {n} terminated employees was not revoked within the required time.',
  'Inspection of {n} new hires selected showed that {d} of {n} had not completed training within 30 days of joining.',
] as const;

/** Faults without a count. */
export const uncounted = ['The vulnerability scan of August was not performed.', 'A terminated contractor retained access for 19 days after the last working day.', 'Background checks were not completed before the start date.', 'The quarterly user access review was completed later than the policy requires.', 'The review of the second quarter was not documented.', 'Evidence of the restore test was not retained.'] as const;

export const faultStarts = ['', 'Control not operating effectively. ', 'Exception(s) noted: ', 'Deviations noted – ', 'One exception was noted. ', 'Exceptions were identified. ', 'Exception noted. ', 'Deviation noted: ', 'Exception noted: ', 'Exceptions noted: ', 'Exception: ', 'Exception noted – ', 'Testing identified an exception. '] as const;

export const responses = [
  'The Company concurs with the finding. As of June 30, the tool enforces the approval.',
  'Management has reviewed the exception and concluded that the compensating control in place (weekly review of logs) mitigated the risk.',
  'We acknowledge the deviation. Training was repeated for the team, and completion is now tracked.',
  'Management agrees. The process was automated in March and has worked since.',
  'The owner was replaced and a monthly reminder was introduced.',
  'A late ticket was the cause; the queue is now reported weekly.',
  'Management reviewed the accounts concerned and confirmed that none was used after the last working day. No further exceptions were found.',
] as const;

export const responseLabels = ['Management Comment: ', 'Company Response: ', 'Management’s Response (unaudited): ', 'Management’s response: ', 'Management Response: ', 'Response from management: '] as const;

export const userDuties = [
  { text: 'granting, reviewing and removing the access of their own users', criteria: ['CC6.2', 'CC6.3'] },
  { text: 'protecting the interface keys that were issued to them', criteria: ['CC6.1'] },
  { text: 'reporting suspected security incidents without delay', criteria: ['CC7.3'] },
  { text: 'checking the completeness of the data that they submit', criteria: [] },
  { text: 'keeping their contact persons current', criteria: ['CC2.3'] },
  { text: 'requiring multi-factor authentication for their administrators', criteria: ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6'] },
  { text: 'reviewing release notes before a new version is used', criteria: ['CC8.1'] },
  { text: 'determining whether the service meets the legal and contractual requirements that apply to them, and for informing their own customers of it', criteria: ['CC2.3', 'CC3.1'] },
] as const;

export const hostDuties = [
  { text: 'restricting physical access to the data centers', criteria: ['CC6.4'] },
  { text: 'protecting the data centers against fire and loss of power', criteria: ['A1.2'] },
  { text: 'destroying media before they leave the data centers', criteria: ['CC6.5'] },
  { text: 'monitoring the infrastructure below the virtual machines', criteria: ['CC7.1', 'CC7.2'] },
  { text: 'encrypting traffic between its facilities', criteria: ['CC6.7'] },
] as const;

export const userStarts = ['User entities are responsible for ', 'Customers are responsible for ', ''] as const;

export const userHeadings = ['Complementary User-Entity Controls', 'Customer Responsibilities', 'User Entity Controls', 'Complementary User Entity Controls', 'Complementary User Entity Controls (CUECs)', 'Complementary Customer Controls', 'User Control Considerations', 'User Entity Responsibilities'] as const;

export const hostHeadings = ['Complementary Subservice Organization Controls (CSOCs)', 'Complementary Controls at Subservice Organizations', 'Subservice Organizations’ Controls', 'Complementary Subservice Organization Controls', 'Complementary Subservice Organization Controls (CSOCs)', 'Subservice Organization Controls'] as const;

export const scopes = [
  'We have examined {O}’s (“{o}”) accompanying description of its {y} titled “{O}’s Description of Its {y}” {t} (description) based on the criteria for a description of a service organization’s system in DC section 200, 2018 Description Criteria for a Description of a Service Organization’s System in a SOC 2® Report (description criteria), and the suitability of the {e} of controls stated in the description {t}, to provide reasonable assurance that {o}’s service commitments and system requirements were achieved based on the trust services criteria relevant to {c} (applicable trust services criteria) set forth in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy (AICPA, Trust Services Criteria).', // guide
  'We have examined the accompanying description of {O}’s (“{o}” or “the Company”) {y} {t} (the “description”) and the suitability of the {e} of its controls relevant to {c} {t}, based on the description criteria and on the trust services criteria relevant to {c}.', // firms
  'We have been engaged to report on {O}’s description of its {y} {t} and on the suitability of the {e} of controls to meet the criteria relevant to {c} set forth in TSP section 100. We have examined the description and the controls stated in it.', // isae
] as const;

export const qualifiedStarts = [
  'Except for the matter described in the {b}, in our opinion, in all material respects,', // firms
  'In our opinion, in all material respects, except for the deficiencies noted in the preceding paragraph,', // firms
  'In our opinion, except for the effects of the matters described in the {b}, in all material respects,', // guide
  'In our opinion, subject to the matter set out above, in all material respects,', // isae
  'With the exception of the matter described in the {b}, it is our opinion that, in all material respects,', // old
  'In our opinion, except for the matter described in the {b}, in all material respects,',
  'In our opinion, except for the matters described in the preceding section, in all material respects,',
  'In our opinion, except for the effects of the matter giving rise to the modification described in the paragraph above, in all material respects,',
  'In our opinion, with the exception of the matter set out under {b}, in all material respects,',
] as const;

export const adverseStarts = [
  'In our opinion, due to the significance of the matter described in the {b},', // firms
  'In our opinion, because of the significance of the matter described in the {b},',
  'In our opinion, because of the significance of the matters referred to in the preceding section, in all material respects,',
  'Because of the significance of the matter described in the {b}, in our opinion,',
] as const;

export const disclaimers = [
  'Because of the limitation on the scope of our examination discussed in the {b}, the scope of our work was not sufficient to enable us to express, and we do not express, an opinion.', // guide
  'We were unable to obtain sufficient appropriate evidence, and accordingly we disclaim an opinion on the description and the controls.', // firms
  'We are unable to express an opinion on whether the controls were suitably designed or operated effectively.', // isae
  'Because of the significance of the matter described in the {b}, we have not been able to obtain sufficient appropriate evidence to provide a basis for an opinion. Accordingly, we do not express an opinion on the description or on the controls stated in it.',
  'Because of the significance of the matter described above, we do not express an opinion on the description or the controls.',
  'The scope of our work was not sufficient to enable us to express, and we do not express, an opinion on whether the description is presented in accordance with the description criteria or on whether the controls were suitably designed.',
] as const;

/** Paragraphs of an auditor's report that leave its opinion as it is; {t} period or date. */
export const asides = [
  { title: 'Emphasis of Matter', text: 'As described in the description, the service moved to another hosting region in the course of the period. Our opinion is not modified with respect to this matter.' }, // guide
  { title: 'Controls That Did Not Operate During the Period', text: 'The description contains a control over the handling of security breaches. No breach occurred, and the control did not operate during the period. We therefore did not test whether it operated effectively, as related to criterion CC7.5.' }, // firms
  { title: 'Other Matter', text: 'The information in the last section was not subjected to the procedures of the examination, and accordingly we express no opinion on it.' }, // guide
  { title: 'Independence and Quality Control', text: 'We are required to be independent and to meet our other ethical responsibilities. Our firm applies the Statements on Quality Control Standards. Only qualified individuals took part, subject to limited exceptions for specialists.' }, // isae
] as const;

export const matrixTitles = {
  II: ['Testing Matrices', 'Tests of Controls and Results of Tests', 'Trust Services Criteria, Related Controls and Tests of Operating Effectiveness', 'Trust Services Criteria, Related Controls, Tests of Controls, and Results of Tests', 'Trust Services Category, Criteria, Related Controls and Tests of Controls', 'Description of Criteria, Controls, Tests and Results of Tests', 'Information Provided by the Service Auditor: Tests of Controls'],
  I: ['Trust Services Criteria and Related Controls', 'Trust Services Category, Criteria and Related Controls', 'Applicable Trust Services Criteria and Related Controls'],
} as const;

export const columnNames = {
  id: ['Control Ref', 'Control Reference', '#', 'Control No.', 'Control #', 'Control ID', 'Ref.', 'Control Number'],
  criterion: ['TSC Reference', 'Criteria Reference', 'Trust Criteria', 'TSP Ref. #', 'Criteria', 'TSC Ref.', 'Trust Services Criteria', 'TSC', 'Related Criteria', 'Applicable Trust Services Criteria'],
  control: ['{o} Controls', 'Supporting Control Activity', 'Control', 'Controls', 'Description of {o}’s Controls', 'Control Activity', 'Description of Control', 'Controls Specified by {o}', '{o}’s Control Activity', 'Control Activity Specified by the Service Organization', 'Control Description', 'Controls in Place'],
  test: ['Tests', 'Auditor’s Test of Controls', 'Tests of Operating Effectiveness', 'Service Auditor Test', 'Test of Controls', 'Tests Performed by the Service Auditor', 'Test Applied by the Service Auditor', 'Auditor’s Tests', 'Service Auditor’s Tests of Controls', 'Testing Performed', 'Test Procedures'],
  result: ['Result', 'Testing Results', 'Results of Service Auditor’s Tests', 'Exceptions Noted', 'Results of Tests', 'Test Results', 'Results', 'Result of Test', 'Results of Testing', 'Auditor’s Conclusion'],
} as const;

/** Controls for the categories that the demo report leaves out. */
export const moreControls = [
  { criteria: ['PI1.1'], control: 'Definitions of data that is processed are kept in a catalogue that customers can see.', tests: ['Inspected the catalogue to determine that definitions were kept.'] },
  { criteria: ['PI1.2'], control: 'Input is validated against the schema, and rejected records are reported to the sender.', tests: ['Inspected the validation rules to determine that input was checked.', 'For a sample of rejected records, inspected the report to the sender.'] },
  { criteria: ['PI1.3', 'PI1.4'], control: 'Totals of each run are reconciled automatically, and differences open a ticket.', tests: ['For a sample of runs, inspected the reconciliation to determine that differences opened a ticket.'] },
  { criteria: ['PI1.5'], control: 'Stored inputs and outputs are protected by checksums that are verified weekly.', tests: ['For a sample of weeks, inspected the verification log.'] },
  { criteria: ['P1.1'], control: 'A privacy notice is published and dated, and changes are announced 30 days ahead.', tests: ['Inspected the privacy notice to determine that it was published and dated.'] },
  { criteria: ['P2.1'], control: 'Consent is recorded with its time and wording.', tests: ['For a sample of registrations, inspected the record of consent.'] },
  { criteria: ['P3.1', 'P3.2'], control: 'Only data that the notice names is collected.', tests: ['Inspected the forms to determine that only named data was collected.'] },
  { criteria: ['P4.1'], control: 'Use of personal data is limited to the purposes of the notice.', tests: ['Inspected the register of processing to determine that purposes were named.'] },
  { criteria: ['P5.1'], control: 'Requests for access are answered within 30 days.', tests: ['For a sample of requests for access, inspected the answer to determine that it was given within 30 days.'] },
  { criteria: ['P6.1', 'P6.4'], control: 'Processors sign an agreement before personal data is passed to them.', tests: ['For a sample of processors, inspected the signed agreement.'] },
  { criteria: ['P8.1'], control: 'Complaints about privacy are recorded and followed to an answer.', tests: ['For a sample of complaints, inspected the record of the answer.'] },
] as const;

export const criterionTitles: Readonly<Record<string, string>> = {
  CC: 'The entity meets the requirement of this criterion and documents how.',
  A: 'The entity keeps the capacity and the recovery that its availability needs.',
  C: 'The entity identifies and protects confidential information and disposes of it.',
  PI: 'The entity processes data completely, accurately and in time.',
  P: 'The entity handles personal information as it said it would.',
};

export const carvedCriteria = [
  'This criterion is the responsibility of the subservice organization. Refer to the complementary subservice organization controls.',
  'The controls for this criterion are performed by the subservice organization and are carved out.',
] as const;
export const absentCriteria = ['Not applicable: the system does not collect personal information from data subjects directly.', 'This criterion is not applicable to the system.'] as const;

export const frameworks = [
  { name: 'HITRUST CSF', heading: 'Appendix B – Mapping of Controls to the HITRUST CSF', column: 'HITRUST CSF Reference', rows: [['CC6.1', '01.b User registration'], ['CC6.3', '01.e Review of user access rights'], ['CC7.2', '09.ab Monitoring system use']] },
  { name: 'NIST SP 800-53', heading: 'Section VI – Mapping to NIST SP 800-53', column: 'NIST SP 800-53 Control', rows: [['CC6.1', 'AC-2 Account management'], ['CC7.1', 'RA-5 Vulnerability monitoring and scanning']] },
  { name: 'HIPAA Security Rule', heading: 'Appendix A – Mapping of Trust Services Criteria to the HIPAA Security Rule', column: 'HIPAA Safeguard', rows: [['CC6.1', '164.312(a)(1) Access control'], ['CC6.7', '164.312(e)(1) Transmission security'], ['CC7.4', '164.308(a)(6) Security incident procedures']] },
  { name: 'ISO/IEC 27001', heading: 'Appendix A – Mapping to ISO/IEC 27001', column: 'ISO/IEC 27001 Control', rows: [['CC6.2', 'A.5.18 Access rights'], ['CC8.1', 'A.8.32 Change management'], ['A1.2', 'A.8.13 Information backup']] },
] as const;
