/** A value with the page it stands on and the words it was read from. */
export interface Found<T> {
  readonly value: T;
  readonly page: number;
  readonly quote: string;
  readonly confidence: 'certain' | 'likely' | 'weak';
}

export type DocumentKind = 'soc1' | 'soc2' | 'soc3' | 'bridge-letter';
export type Category = 'security' | 'availability' | 'processing-integrity' | 'confidentiality' | 'privacy';
export type Opinion = 'unqualified' | 'qualified' | 'adverse' | 'disclaimer';
export type ResultClass = 'no-exceptions' | 'exception' | 'not-tested' | 'not-applicable' | 'unclear';

/** `from` is null where only an end is stated. ISO dates. */
export interface Period {
  readonly from: string | null;
  readonly to: string;
}

export interface Test {
  readonly procedure: string | null;
  readonly result: ResultClass;
  readonly resultText: string | null;
  readonly page: number;
  readonly criterion: string | null;
}

export interface Control {
  readonly key: string;
  readonly id: string | null;
  readonly text: string;
  readonly criteria: readonly string[];
  readonly pages: readonly number[];
  readonly tests: readonly Test[];
  readonly rows: readonly { readonly criterion: string; readonly page: number }[];
}

export interface ExceptionFound {
  readonly controlKeys: readonly string[];
  readonly criteria: readonly string[];
  readonly description: string;
  readonly sampleSize: number | null;
  readonly deviations: number | null;
  readonly managementResponse: string | null;
  readonly managementResponsePage: number | null;
  readonly pages: readonly number[];
}

export interface Responsibility {
  readonly id: string | null;
  readonly text: string;
  readonly criteria: readonly string[];
  readonly subserviceOrganization: string | null;
  readonly page: number;
}

export interface Subservice {
  readonly name: string;
  readonly service: string | null;
  readonly method: 'carve-out' | 'inclusive' | 'unknown';
  readonly page: number;
  readonly quote: string;
}

export interface NotApplicable {
  readonly criterion: string;
  readonly reason: string | null;
  readonly page: number;
  readonly kind: 'carved-out' | 'not-applicable';
}

export interface Framework {
  readonly framework: string;
  readonly page: number;
  readonly rows: readonly { readonly criterion: string; readonly requirement: string; readonly page: number }[];
}

export interface BridgeLetter {
  readonly issuer: Found<string> | null;
  readonly signatory: Found<string> | null;
  readonly letterDate: Found<string> | null;
  readonly coveredPeriod: Found<Period> | null;
  readonly assertedThrough: Found<string> | null;
  readonly materialChanges: Found<boolean> | null;
  readonly report: Found<{ readonly kind: string | null; readonly auditor: string | null; readonly from: string | null; readonly to: string | null }> | null;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly page: number | null;
}

/** What reading an assurance document yields; what it does not say is null or an empty list. */
export interface Extraction {
  readonly schemaVersion: 1;
  readonly documentKind: DocumentKind;
  readonly pages: number;
  readonly sha256: string;
  readonly reportType: Found<'type1' | 'type2'> | null;
  readonly attestationStandard: Found<string> | null;
  readonly auditor: Found<string> | null;
  readonly auditorAliases: readonly Found<string>[];
  readonly auditorLocation: Found<string> | null;
  readonly opinionDate: Found<string> | null;
  readonly serviceOrganization: Found<string> | null;
  readonly systemName: Found<string> | null;
  readonly asOf: Found<string> | null;
  readonly period: Found<Period> | null;
  readonly categories: Found<readonly Category[]> | null;
  readonly opinion: Found<Opinion> | null;
  readonly opinionCriteria: readonly string[] | null;
  readonly opinionOn: readonly ('description' | 'design' | 'operation')[];
  readonly criteriaInScope: readonly string[] | null;
  readonly subserviceOrganizations: readonly Subservice[];
  readonly cuecs: readonly Responsibility[];
  readonly csocs: readonly Responsibility[];
  readonly controls: readonly Control[];
  readonly exceptions: readonly ExceptionFound[];
  readonly notApplicableCriteria: readonly NotApplicable[];
  readonly additionalFrameworks: readonly Framework[];
  readonly bridgeLetter: BridgeLetter | null;
  readonly warnings: readonly Warning[];
  readonly documentPermissions: { readonly encrypted: boolean; readonly copy: boolean; readonly print: boolean } | null;
}

/** Why a document is not read. */
export interface Refusal {
  readonly code: 'no-text-layer' | 'not-an-assurance-report';
  readonly message: string;
  readonly page?: number;
}
