import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import { usualTiers, type requestSendMany } from '#libs/contracts/sending.contract.js';
import type { vendorGet } from '#libs/contracts/vendors.contract.js';
import { text, type FormBody } from '../../http/form.js';
import type { LineError, ManyRow } from './many-rows.js';
import { proposeRequest, type Plans, type TemplateRow } from './propose-request.js';
import { sendingOf, type Wording } from './sending-fields.js';

type Vendor = ReplyOf<typeof vendorGet>;
export type SentRow = RequestOf<typeof requestSendMany>['rows'][number];

/** One row of the batch as it travels through the page: names for people beside what is sent. */
export interface BatchRow {
  readonly line: number;
  readonly vendor: string;
  readonly name: string;
  readonly tier: string;
  readonly to: string;
  readonly contactName: string;
  /** '' where none was given: what is proposed for the vendor holds */
  readonly depth: string;
  readonly due: string;
  readonly proposed: { readonly depth: string; readonly modules: readonly string[] };
}

/** The rows of a file with what is proposed for each vendor. */
export function batchOf(rows: readonly ManyRow[], vendors: ReadonlyMap<string, Vendor>, template: TemplateRow, plans: Plans = usualTiers): BatchRow[] {
  return rows.flatMap(({ vendor, ...row }) => {
    const known = vendors.get(vendor.id);
    return known ? [{ ...row, vendor: vendor.id, name: vendor.name, tier: vendor.tier, proposed: proposeRequest(known, template, plans) }] : [];
  });
}

/** Rows from chosen vendors, each to its contact for security, or its first. */
export function rowsOfChosen(vendors: readonly Vendor[], say: (key: string) => string): { rows: ManyRow[]; errors: LineError[] } {
  const of = (vendor: Vendor) => vendor.contacts.find(({ purpose }) => purpose === 'security') ?? vendor.contacts[0];
  return {
    rows: vendors.flatMap((vendor, i) => {
      const contact = of(vendor);
      return contact ? [{ line: i + 1, vendor, to: contact.email, contactName: contact.name, depth: '', due: '' }] : [];
    }),
    errors: vendors.flatMap((vendor, i) => (of(vendor) ? [] : [{ line: i + 1, column: vendor.name, message: say('noContact') }])),
  };
}

/** The rows that stand in the page's form; none where somebody tampered with them. */
export function rowsOfForm(body: FormBody): BatchRow[] {
  try {
    const rows: unknown = JSON.parse(text(body, 'rows'));
    return Array.isArray(rows) ? rows.filter((row): row is BatchRow => typeof row?.vendor === 'string' && typeof row?.to === 'string' && Array.isArray(row?.proposed?.modules)) : [];
  } catch {
    return [];
  }
}

/** What the service is asked: a row's own depth and date before what the form says for all. */
export function manyOf(rows: readonly BatchRow[], body: FormBody, askerName: string, offered: Wording) {
  const [date, zone, depth] = [text(body, 'date'), text(body, 'zone'), text(body, 'depth')];
  const word = text(body, 'message');
  return {
    template: text(body, 'template'), ...(askerName && { askerName }), ...sendingOf(body, zone, offered),
    rows: rows.map((row) => ({
      vendor: row.vendor, to: row.to, ...(row.contactName && { contactName: row.contactName }), due: { date: row.due || date, zone },
      depth: row.depth || (depth === 'proposed' ? row.proposed.depth : depth), modules: text(body, 'modules') === 'none' ? [] : row.proposed.modules, ...(word && { message: word }),
    })) as unknown as SentRow[],
  };
}
