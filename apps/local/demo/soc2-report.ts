import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { demoControls, demoCsocs, demoCuecs, demoResponse, demoResults } from './soc2-report.data.js';
import { TaggedPages } from './soc2-pages.js';

export interface DemoReportWords {
  readonly organization?: string;
  readonly short?: string;
  readonly system?: string;
  readonly auditor?: string;
  readonly auditorCity?: string;
  /** ISO dates. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly opinionDate: string;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const inWords = (iso: string): string => {
  const [year = '', month = '1', day = '1'] = iso.split('-');
  return `${months[Number(month) - 1]} ${Number(day)}, ${year}`;
};

/**
 * Writes a SOC 2 Type 2 report of a made-up vendor as a tagged PDF: security, availability and confidentiality, a carved-out
 * hosting provider, 63 controls with one exception and one control that could not be tested, an unqualified opinion.
 * @param target file path or stream
 */
export const writeDemoReport = async (target: string | Writable, words: DemoReportWords): Promise<void> => {
  const organization = words.organization ?? 'Northgate Ledger Services, Inc.';
  const short = words.short ?? 'Northgate';
  const system = words.system ?? 'Northgate Ledger Platform';
  const auditor = words.auditor ?? 'Castellan & Rowe LLP';
  const period = `${inWords(words.periodFrom)} to ${inWords(words.periodTo)}`;
  const pages = new TaggedPages(`SOC 2 Type 2 report of ${organization}`, `${organization} – SOC 2 Type 2 report – confidential`, new Date(`${words.opinionDate}T09:00:00Z`));
  const done = finished(pages.document.pipe(typeof target === 'string' ? createWriteStream(target) : target));
  cover(pages, { organization, system, period, auditor });
  contents(pages, organization, system, short);
  auditorsReport(pages, { organization, short, system, period, auditor, city: words.auditorCity ?? 'Portland, Oregon', date: inWords(words.opinionDate) });
  assertion(pages, { organization, short, system, period });
  description(pages, { organization, short, system });
  matrix(pages);
  other(pages);
  pages.end();
  await done;
};

type Words = Readonly<Record<'organization' | 'short' | 'system' | 'period' | 'auditor' | 'city' | 'date', string>>;

const cover = (pages: TaggedPages, { organization, system, period, auditor }: Pick<Words, 'organization' | 'system' | 'period' | 'auditor'>): void => {
  pages.document.y = 190;
  pages.centered(organization, 24, true);
  pages.centered('SOC 2® Type 2 Report', 18);
  pages.document.y += 30;
  pages.centered(`Report on ${organization}’s Description of Its ${system} and on the Suitability of the Design and Operating Effectiveness of Its Controls Relevant to Security, Availability, and Confidentiality`, 12);
  pages.document.y += 20;
  pages.centered(`For the period ${period}`, 12);
  pages.document.y += 160;
  pages.centered(`Independent service auditor: ${auditor}`, 10);
};

const contents = (pages: TaggedPages, organization: string, system: string, short: string): void => {
  pages.part('Table of Contents');
  pages.paragraph('Section I – Independent Service Auditor’s Report ........................................ 3');
  pages.paragraph(`Section II – Assertion of ${short} Management ........................................ 5`);
  pages.paragraph(`Section III – ${organization}’s Description of Its ${system} ................ 6`);
  pages.paragraph('Section IV – Trust Services Criteria, Related Controls, Tests and Results ................ 9');
  pages.paragraph('Section V – Other Information Provided by Management (Unaudited) ................ 16');
};

const auditorsReport = (pages: TaggedPages, { organization, short, system, period, auditor, city, date }: Words): void => {
  pages.part('Section I – Independent Service Auditor’s Report');
  pages.paragraph(`To the Management of ${organization}:`);
  pages.heading('Scope', 2);
  pages.paragraph(`We have examined ${organization}’s (“${short}”) accompanying description of its ${system} titled “${organization}’s Description of Its ${system}” throughout the period ${period} (description) based on the criteria for a description of a service organization’s system in DC section 200 (description criteria), and the suitability of the design and operating effectiveness of controls stated in the description throughout the period ${period}, to provide reasonable assurance that ${short}’s service commitments and system requirements were achieved based on the trust services criteria relevant to security, availability, and confidentiality (applicable trust services criteria) set forth in TSP section 100.`);
  pages.paragraph(`${short} uses Skarholm Cloud AB (“Skarholm”), a subservice organization, to provide cloud hosting services. The description indicates that complementary subservice organization controls that are suitably designed and operating effectively are necessary, along with controls at ${short}, to achieve the service commitments and system requirements. The description does not disclose the actual controls at the subservice organization. Our examination did not include the services provided by the subservice organization, and we have not evaluated the suitability of the design or operating effectiveness of such complementary subservice organization controls.`);
  pages.paragraph(`The description indicates that complementary user entity controls that are suitably designed and operating effectively are necessary, along with controls at ${short}. Our examination did not include such complementary user entity controls.`);
  pages.paragraph('The information in Section V is presented by management to provide additional information and is not a part of the description. It has not been subjected to the procedures of the examination, and accordingly we express no opinion on it.');
  pages.heading('Service Organization’s Responsibilities', 2);
  pages.paragraph(`${short} is responsible for its service commitments and system requirements and for designing, implementing, and operating effective controls within the system to provide reasonable assurance that they were achieved. ${short} has provided the assertion in Section II.`);
  pages.heading('Service Auditor’s Responsibilities', 2);
  pages.paragraph('Our responsibility is to express an opinion on the description and on the suitability of the design and the operating effectiveness of the controls stated in it. Our examination was conducted in accordance with attestation standards established by the American Institute of Certified Public Accountants (AT-C section 105 and AT-C section 205). We believe that the evidence we obtained is sufficient and appropriate to provide a reasonable basis for our opinion.');
  pages.heading('Inherent Limitations', 2);
  pages.paragraph('Because of their nature, controls may not always operate effectively. Projections of conclusions to future periods are subject to the risk that controls may become inadequate because of changes in conditions.');
  pages.heading('Description of Tests of Controls', 2);
  pages.paragraph('The controls that we tested, and the nature, timing and results of those tests, are listed in Section IV.');
  pages.heading('Opinion', 2);
  pages.paragraph('In our opinion, in all material respects,');
  pages.items([
    `the description presents the ${system} that was designed and implemented throughout the period ${period} in accordance with the description criteria.`,
    `the controls stated in the description were suitably designed throughout the period ${period} to provide reasonable assurance that ${short}’s service commitments and system requirements would be achieved based on the applicable trust services criteria, if its controls operated effectively throughout that period and if the subservice organization and user entities applied the complementary controls assumed in the design.`,
    `the controls stated in the description operated effectively throughout the period ${period} to provide reasonable assurance that ${short}’s service commitments and system requirements were achieved based on the applicable trust services criteria, if the complementary controls assumed in the design operated effectively.`,
  ]);
  pages.heading('Restricted Use', 2);
  pages.paragraph(`This report, including the description of tests of controls and results thereof in Section IV, is intended solely for the information and use of ${short}, user entities of the ${system}, business partners, and prospective user entities who have sufficient knowledge to consider it. It is not intended to be, and should not be, used by anyone other than these specified parties.`);
  pages.paragraph(auditor);
  pages.paragraph(city);
  pages.paragraph(date);
};

const assertion = (pages: TaggedPages, { organization, short, system, period }: Pick<Words, 'organization' | 'short' | 'system' | 'period'>): void => {
  pages.part(`Section II – Assertion of ${short} Management`);
  pages.paragraph(`We have prepared the accompanying description of ${organization}’s ${system} throughout the period ${period} based on the description criteria. It is intended to inform report users about the system, particularly about the controls that ${short} has designed, implemented and operated to provide reasonable assurance that its service commitments and system requirements were achieved based on the trust services criteria relevant to security, availability, and confidentiality.`);
  pages.paragraph('We confirm, to the best of our knowledge and belief, that the description presents the system that was designed and implemented throughout the period, that the controls were suitably designed, and that they operated effectively throughout the period.');
};

const description = (pages: TaggedPages, { organization, short, system }: Pick<Words, 'organization' | 'short' | 'system'>): void => {
  pages.part(`Section III – ${organization}’s Description of Its ${system}`);
  pages.heading('Company and Services', 2);
  pages.paragraph(`${short} keeps general and subsidiary ledgers for finance departments of mid-sized companies. Customers post entries over a web application and an interface, and receive trial balances, statements and exports.`);
  pages.heading('Principal Service Commitments and System Requirements', 2);
  pages.paragraph('The service is available 99.9 percent of each month. Ledgers are confidential, are kept apart from those of other customers, and are deleted after the contract ends. Customers are informed of security incidents that affect them.');
  pages.heading('Infrastructure and Software', 2);
  pages.paragraph('The application runs in containers on virtual machines in two regions of the hosting provider. Ledgers are stored in a relational database with a replica in each availability zone. Source code is kept in a repository with protected branches.');
  pages.heading('People', 2);
  pages.paragraph('Engineering, operations, support, security and finance report to the executive team. The chief information security officer reports to the chief executive officer and, each quarter, to the audit committee.');
  pages.heading('Data and Procedures', 2);
  pages.paragraph('Entries, documents attached to them and settings of customers are classified as confidential. Procedures for access, changes, incidents, backups and suppliers are published to staff and reviewed each year.');
  pages.heading('Risk Assessment, Monitoring and Communication', 2);
  pages.paragraph('A risk committee meets each quarter. Internal audit works under a plan approved by the audit committee. Changes that matter to customers are announced on the status page.');
  pages.heading('Complementary Subservice Organization Controls', 2);
  pages.paragraph('Skarholm is presented under the carve-out method. Its controls listed below are assumed in the design of the controls.');
  pages.table([{ heading: 'Subservice Organization', width: 20 }, { heading: 'Complementary Subservice Organization Control', width: 60 }, { heading: 'Related Criteria', width: 20 }], demoCsocs.map(({ text, criteria }) => ['Skarholm', text, criteria.join(', ')]));
  pages.heading('Complementary User Entity Controls', 2);
  pages.paragraph('The controls were designed on the assumption that user entities operate the controls below.');
  pages.table([{ heading: 'No.', width: 8 }, { heading: 'Complementary User Entity Control', width: 70 }, { heading: 'Related Criteria', width: 22 }], demoCuecs.map(({ text, criteria }, i) => [String(i + 1), text, criteria.join(', ')]));
};

const matrix = (pages: TaggedPages): void => {
  pages.part('Section IV – Trust Services Criteria, Related Controls, Tests of Controls and Results of Tests', true);
  pages.paragraph('Tests were performed by inquiry, observation, inspection and reperformance. Inquiry alone was never relied on.');
  const columns = [{ heading: 'Control No.', width: 9 }, { heading: 'Criteria', width: 10 }, { heading: 'Control Activity', width: 30 }, { heading: 'Tests of Controls', width: 34 }, { heading: 'Results of Tests', width: 20 }];
  pages.table(columns, demoControls.map(({ id, criteria, control, tests }) => [id, criteria.join(', '), control, tests.join('\n'), demoResults[id] ?? 'No exceptions noted.']));
};

const other = (pages: TaggedPages): void => {
  pages.part('Section V – Other Information Provided by Management (Unaudited)');
  pages.heading('Management’s Responses to Exceptions', 2);
  const exception = Object.entries(demoResults).find(([, text]) => text.startsWith('Exception'));
  const control = demoControls.find(({ id }) => id === exception?.[0]);
  pages.table([{ heading: 'Control No.', width: 12 }, { heading: 'Criteria', width: 12 }, { heading: 'Exception Noted', width: 38 }, { heading: 'Management’s Response', width: 38 }], [[exception?.[0] ?? '', control?.criteria.join(', ') ?? '', exception?.[1] ?? '', demoResponse]]);
};
