/** A control of the made-up report: id, criteria, what the company does, what the auditor did. */
export interface DemoControl {
  readonly id: string;
  readonly criteria: readonly string[];
  readonly control: string;
  readonly tests: readonly string[];
}

const c = (id: string, criteria: string, control: string, ...tests: readonly string[]): DemoControl => ({ id, criteria: criteria.split(' '), control, tests });

export const demoControls: readonly DemoControl[] = [
  c('NL-01', 'CC1.1', 'Employees and contractors sign the code of business conduct when they join and confirm it every January.', 'Inspected the code of business conduct to determine that it set out expected behaviour and sanctions.', 'For a sample of joiners, inspected the signed acknowledgements to determine that they were signed on the day of joining.'),
  c('NL-02', 'CC1.1 CC1.4', 'Candidates for positions with access to customer ledgers pass a background check before their first working day.', 'For a sample of joiners, inspected the background check reports to determine that each was completed before the first working day.'),
  c('NL-03', 'CC1.2', 'The audit committee of the board meets four times a year and reviews open security findings.', 'Inspected the minutes of the audit committee to determine that it met quarterly and reviewed open findings.'),
  c('NL-04', 'CC1.3', 'An organization chart with reporting lines is kept in the personnel system and reviewed twice a year by the chief of staff.', 'Inspected the organization chart and the two reviews to determine that reporting lines were current.'),
  c('NL-05', 'CC1.4', 'Engineers complete secure development training within 30 days of joining and every twelve months.', 'For a sample of engineers, inspected training records to determine that the training was completed in time.'),
  c('NL-06', 'CC1.5', 'Objectives for internal control are part of the yearly appraisal of department heads.', 'For a sample of department heads, inspected the appraisal to determine that objectives for internal control were assessed.'),
  c('NL-07', 'CC2.1', 'Log data of production systems is collected centrally and kept for 400 days.', 'Inspected the retention setting of the log platform to determine that log data is kept for 400 days.'),
  c('NL-08', 'CC2.2', 'Security policies are published on the staff portal, and changes are announced to all staff.', 'Observed the staff portal to determine that the policies were available.', 'Inspected the announcements of policy changes made during the period.'),
  c('NL-09', 'CC2.2', 'Staff report suspected incidents over a channel that is answered around the clock.', 'Inspected the duty roster of the channel to determine that it was staffed around the clock.'),
  c('NL-10', 'CC2.3', 'Customers are told of maintenance that affects the service at least five business days ahead on the status page.', 'For a sample of maintenance windows, inspected the status page to determine that notice was given five business days ahead.'),
  c('NL-11', 'CC2.3', 'Security commitments are part of the standard customer contract.', 'Inspected the standard contract to determine that it contained security commitments.'),
  c('NL-12', 'CC3.1', 'Business and security objectives are approved by the executive team at the start of each fiscal year.', 'Inspected the approved objectives for the fiscal year.'),
  c('NL-13', 'CC3.1 CC3.2', 'A risk assessment rates likelihood and impact of threats to the ledger service and names an owner for each risk.', 'Inspected the risk assessment to determine that risks were rated and owned.', 'Inspected the minutes of the risk committee to determine that the assessment was approved.'),
  c('NL-14', 'CC3.2', 'Risks above the accepted level have a treatment plan that the risk committee follows up each quarter.', 'For a sample of risks above the accepted level, inspected the treatment plan and its follow-up.'),
  c('NL-15', 'CC3.3', 'The risk assessment covers fraud by staff and by users of the service.', 'Inspected the risk assessment to determine that fraud scenarios were assessed.'),
  c('NL-16', 'CC3.4', 'Significant changes to the service pass a risk review before the project starts.', 'For a sample of significant changes, inspected the risk review to determine that it preceded the start of the project.'),
  c('NL-17', 'CC4.1', 'Internal audit tests a third of the controls each year under a plan approved by the audit committee.', 'Inspected the audit plan and the reports issued during the period.'),
  c('NL-18', 'CC4.1', 'An independent firm performs a penetration test of the service each year.', 'Inspected the report of the penetration test to determine that it was performed during the period.'),
  c('NL-19', 'CC4.2', 'Findings of audits and tests are recorded with owner and due date and are followed to closure.', 'For a sample of findings, inspected the record to determine that owner and due date were set and that closed findings had evidence.'),
  c('NL-20', 'CC5.1', 'Controls are mapped to the risks that they mitigate, and the map is reviewed each year.', 'Inspected the map of controls to risks and its review.'),
  c('NL-21', 'CC5.2', 'Hardened images are used for all servers, and differences from the image are reported daily.', 'Inspected the definition of the hardened image.', 'For a sample of days, inspected the report of differences to determine that differences were corrected.'),
  c('NL-22', 'CC5.3', 'Policies are reviewed each year by their owner and approved by the chief information security officer.', 'For a sample of policies, inspected the review and the approval.'),
  c('NL-23', 'CC6.1', 'Access to production requires single sign-on with a hardware security key.', 'Observed the sign-on of an administrator to determine that a hardware security key was required.', 'Inspected the sign-on configuration to determine that it applied to all production systems.'),
  c('NL-24', 'CC6.1', 'Customer ledgers are encrypted at rest with AES-256 keys that are rotated each year.', 'Inspected the storage configuration to determine that encryption at rest was enabled.', 'Inspected the key management records to determine that keys were rotated during the period.'),
  c('NL-25', 'CC6.1', 'The network is divided into zones, and traffic between zones is denied unless a rule allows it.', 'Inspected the zone rules to determine that traffic was denied by default.'),
  c('NL-26', 'CC6.2', 'Access is granted on a request that the owner of the system approves.', 'For a sample of new access rights, inspected the request to determine that the owner of the system approved it beforehand.'),
  c('NL-27', 'CC6.2 CC6.3', 'Access of leavers is removed within one business day of the last working day.', 'For a sample of leavers, compared the last working day with the removal in the sign-on system to determine that access was removed within one business day.'),
  c('NL-28', 'CC6.3', 'Owners of systems review access rights each quarter, and rights no longer needed are removed.', 'For a sample of quarters and systems, inspected the review to determine that it was performed and that requested removals were made.'),
  c('NL-29', 'CC6.3', 'Rights to post entries and to approve them cannot be held by the same person.', 'Inspected the role definitions to determine that the rights excluded each other.'),
  c('NL-30', 'CC6.4', 'Offices are locked, and visitors are registered and accompanied.', 'Observed the entrances of the head office.', 'For a sample of days, inspected the visitor register.'),
  c('NL-31', 'CC6.5', 'Notebooks are wiped before they are reused or given away, and the wipe is recorded.', 'For a sample of returned notebooks, inspected the record of the wipe.'),
  c('NL-32', 'CC6.6', 'A web application firewall inspects all traffic to the public interfaces.', 'Inspected the configuration of the firewall to determine that it was active for all public interfaces.'),
  c('NL-33', 'CC6.6', 'Remote administration is possible only over a bastion host that records sessions.', 'Observed an attempt to reach a server directly to determine that it was refused.', 'For a sample of sessions, inspected the recording.'),
  c('NL-34', 'CC6.7', 'Data in transit over public networks is encrypted with TLS 1.2 or higher.', 'Inspected a scan of the public interfaces to determine that older protocols were refused.'),
  c('NL-35', 'CC6.7', 'Removable media cannot be written on staff computers.', 'Observed an attempt to write a removable medium to determine that it was refused.'),
  c('NL-36', 'CC6.8', 'Staff computers and servers run endpoint protection that updates itself at least daily.', 'For a sample of computers and servers, inspected the state of the endpoint protection.'),
  c('NL-37', 'CC6.8', 'Only signed builds can be installed in production.', 'Inspected the deployment configuration to determine that unsigned builds were rejected.'),
  c('NL-38', 'CC7.1', 'Production systems are scanned for vulnerabilities each week.', 'For a sample of weeks, inspected the scan report.'),
  c('NL-39', 'CC7.1', 'Critical vulnerabilities are remediated within 14 days.', 'For a sample of critical vulnerabilities, inspected the ticket to determine that remediation was completed within 14 days.'),
  c('NL-40', 'CC7.2', 'Alerts of the monitoring platform are sent to the duty engineer and acknowledged within 15 minutes.', 'For a sample of alerts, inspected the acknowledgement to determine that it was made within 15 minutes.'),
  c('NL-41', 'CC7.2', 'Unusual sign-ons are blocked and reviewed by the security team.', 'For a sample of blocked sign-ons, inspected the review.'),
  c('NL-42', 'CC7.3', 'Incidents are rated by severity, and those of high severity are led by an incident manager.', 'For a sample of incidents, inspected the record to determine that the severity was rated and that a manager was named where required.'),
  c('NL-43', 'CC7.4', 'Customers affected by a security incident are informed within 72 hours.', 'Inspected the incident register and inquired of the security team to determine whether customers were affected.'),
  c('NL-44', 'CC7.4', 'After an incident of high severity a review names causes and measures.', 'For a sample of incidents of high severity, inspected the review.'),
  c('NL-45', 'CC7.5', 'The incident plan is rehearsed each year.', 'Inspected the report of the rehearsal to determine that it took place during the period.'),
  c('NL-46', 'CC8.1', 'Changes are described in a ticket, reviewed by a second engineer and pass automated tests before release.', 'For a sample of changes, inspected the ticket, the review and the test results.'),
  c('NL-47', 'CC8.1', 'Only the release pipeline can write to production.', 'Inspected the rights on the production repository to determine that only the pipeline could write.'),
  c('NL-48', 'CC8.1', 'Emergency changes are reviewed within two business days after release.', 'For a sample of emergency changes, inspected the later review to determine that it was made within two business days.'),
  c('NL-49', 'CC8.1', 'Test environments hold no customer data.', 'Inspected the procedure for test data.', 'For a sample of test databases, inspected the contents to determine that the data was generated.'),
  c('NL-50', 'CC9.1', 'Insurance against cyber risks is renewed each year.', 'Inspected the policy to determine that it covered the period.'),
  c('NL-51', 'CC9.1', 'A continuity plan names the measures for the loss of staff, premises and suppliers.', 'Inspected the continuity plan to determine that it covered staff, premises and suppliers.'),
  c('NL-52', 'CC9.2', 'Suppliers with access to customer data are assessed before the contract and each year.', 'For a sample of suppliers, inspected the assessment.'),
  c('NL-53', 'CC9.2', 'Reports of subservice organizations are obtained each year and their user entity controls are considered.', 'Inspected the review of the report of Skarholm Cloud AB.'),
  c('NL-54', 'A1.1', 'Use of capacity is measured, and capacity is added before 70 percent is reached.', 'For a sample of months, inspected the capacity report to determine that capacity was added where needed.'),
  c('NL-55', 'A1.1', 'Load tests precede the closing of each quarter.', 'For a sample of quarters, inspected the report of the load test.'),
  c('NL-56', 'A1.2', 'Ledgers are backed up every hour, and backups are kept in a second region.', 'For a sample of days, inspected the backup log to determine that hourly backups were completed and copied to the second region.'),
  c('NL-57', 'A1.2', 'The service runs in three availability zones and fails over without manual steps.', 'Inspected the configuration of the zones.', 'Inspected the log of a failover to determine that no manual step was needed.'),
  c('NL-58', 'A1.3', 'Recovery of the service from backups is tested twice a year.', 'Inspected the reports of both tests to determine that recovery met the objectives.'),
  c('NL-59', 'C1.1', 'Data is classified, and ledgers of customers carry the class confidential.', 'Inspected the classification policy and the register of data.'),
  c('NL-60', 'C1.1', 'Support staff see customer data only after the customer allows it for a limited time.', 'Observed an attempt to open a ledger without permission to determine that it was refused.', 'For a sample of support cases, inspected the permission.'),
  c('NL-61', 'C1.1', 'Staff and suppliers sign a confidentiality agreement.', 'For a sample of staff and suppliers, inspected the signed agreement.'),
  c('NL-62', 'C1.2', 'Ledgers are deleted within 45 days after the contract ends.', 'For a sample of ended contracts, inspected the deletion log to determine that ledgers were deleted within 45 days.'),
  c('NL-63', 'C1.2', 'Paper with confidential content is shredded on the premises.', 'Observed the shredders in the head office.'),
];

/** Where the tests did not simply pass. */
export const demoResults: Readonly<Record<string, string>> = {
  'NL-28': 'Exception noted. For 1 of 8 sampled access reviews, removals requested by the owner of the system were made 23 days after the review.',
  'NL-43': 'Not tested. No security incident affected customers during the period; therefore the operating effectiveness of this control could not be tested.',
};

export const demoResponse = 'The removals were overlooked when the ticket queue was moved to a new team. Removal tickets now carry a due date of three business days, and overdue tickets are reported to the chief information security officer each week.';

export const demoCuecs: readonly { readonly text: string; readonly criteria: readonly string[] }[] = [
  { text: 'User entities are responsible for granting, reviewing and removing the access of their own users of the ledger service.', criteria: ['CC6.2', 'CC6.3'] },
  { text: 'User entities are responsible for requiring multi-factor authentication for their administrators.', criteria: ['CC6.1'] },
  { text: 'User entities are responsible for keeping secret the interface keys that they were issued.', criteria: ['CC6.1', 'CC6.6'] },
  { text: 'User entities are responsible for reporting suspected security incidents to Northgate without delay.', criteria: ['CC7.3'] },
  { text: 'User entities are responsible for reconciling posted entries with their source systems.', criteria: ['CC2.1'] },
  { text: 'User entities are responsible for keeping their contacts for incident notices current.', criteria: ['CC2.3', 'CC7.4'] },
];

export const demoCsocs: readonly { readonly text: string; readonly criteria: readonly string[] }[] = [
  { text: 'Skarholm is responsible for restricting physical access to its data centers to authorized persons.', criteria: ['CC6.4'] },
  { text: 'Skarholm is responsible for destroying storage media before they leave its data centers.', criteria: ['CC6.5'] },
  { text: 'Skarholm is responsible for protecting its data centers against fire, flooding and loss of power.', criteria: ['A1.2'] },
  { text: 'Skarholm is responsible for monitoring the infrastructure below the virtual machines and for repairing its faults.', criteria: ['CC7.2', 'A1.1'] },
];
