import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import type { byHand } from '#libs/contracts/by-hand.js';
import type { Extraction } from '#libs/soc2/extraction.js';

export type DocumentStatus = 'queued' | 'reading' | 'read' | 'refused' | 'accepted' | 'rejected' | 'replaced';

/** What a person entered of a document that the reader does not read. Dates are ISO calendar dates. */
export type ByHand = z.output<typeof byHand>;

@Entity({ schema: 'reports', name: 'document' })
export class DocumentRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'integer' }) sequence: number;
  @Column({ type: 'uuid' }) vendor: string;
  @Column({ type: 'text' }) sha256: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'bigint' }) size: string;
  @Column({ type: 'text' }) origin: 'vendor' | 'compliance';
  @Column({ type: 'text' }) status: DocumentStatus;
  @Column({ type: 'text' }) says: string;
  @Column({ type: 'jsonb', nullable: true }) refusal: { code: string; message: string; page?: number } | null;
  @Column({ type: 'jsonb', nullable: true }) extraction: Extraction | null;
  @Column({ name: 'new_reading', type: 'jsonb', nullable: true }) newReading: { extraction: Extraction; reader: string; at: string } | null;
  @Column({ type: 'text', nullable: true }) reader: string | null;
  @Column({ type: 'integer' }) attempts: number;
  @Column({ name: 'claimed_at', type: 'timestamptz', nullable: true }) claimedAt: Date | null;
  @Column({ type: 'jsonb', nullable: true }) progress: { page: number; of: number } | null;
  @Column({ type: 'jsonb', nullable: true }) verdict: { outcome: 'accepted' | 'rejected' | 'replaced'; note: string | null; by: string; at: string } | null;
  @Column({ type: 'boolean' }) restricted: boolean;
  /** Accounts that may read a restricted document, besides those who review. */
  @Column({ type: 'uuid', array: true }) readers: string[];
  @Column({ name: 'replaced_by', type: 'uuid', nullable: true }) replacedBy: string | null;
  @Column({ name: 'by_hand', type: 'jsonb', nullable: true }) byHand: ByHand | null;
  @Column({ name: 'uploaded_by', type: 'text' }) uploadedBy: string;
  @Column({ name: 'uploaded_at', type: 'timestamptz', insert: false, update: false }) uploadedAt: Date;
  @Column({ name: 'read_at', type: 'timestamptz', nullable: true }) readAt: Date | null;
}

@Entity({ schema: 'reports', name: 'correction' })
export class CorrectionRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) document: string;
  @PrimaryColumn({ type: 'text' }) path: string;
  @Column({ type: 'jsonb', nullable: true }) value: unknown;
  @Column({ name: 'by_account', type: 'text' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

@Entity({ schema: 'reports', name: 'control_match' })
export class ControlMatchRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) document: string;
  @PrimaryColumn({ type: 'text' }) ref: string;
  @Column({ type: 'text' }) control: string;
  @Column({ name: 'by_account', type: 'text' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

export const entities = [DocumentRow, CorrectionRow, ControlMatchRow];
