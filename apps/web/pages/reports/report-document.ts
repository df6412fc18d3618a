import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentGet } from '#libs/contracts/reports.contract.js';

/** A document as the reports service tells of it. */
export type ReportDocument = ReplyOf<typeof documentGet>;
