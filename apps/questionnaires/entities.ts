import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';
import type { Wording } from '#libs/contracts/mail-wording.js';
import type { answerOrigin } from '#libs/contracts/questionnaires.contract.js';
import type { AnswerValue, Template } from '#libs/questionnaire/template-types.js';
import type { ReminderPolicy } from './reminder-dates.js';

export type RequestStatus = 'scheduled' | 'sent' | 'opened' | 'started' | 'submitted' | 'reviewed' | 'cancelled';

export type AnswerOrigin = z.output<typeof answerOrigin>;

/** What a submission left behind. */
export interface Receipt {
  readonly number: string;
  readonly at: string;
  readonly by: string;
  readonly name: string;
  readonly answers: number;
  readonly sha256: string;
  readonly anyway: string | null;
}

@Entity({ schema: 'questionnaires', name: 'frozen_template' })
export class FrozenTemplateRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'text' }) hash: string;
  @Column({ type: 'jsonb' }) template: Template;
}

@Entity({ schema: 'questionnaires', name: 'request' })
export class RequestRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'integer' }) sequence: number;
  @Column({ type: 'uuid' }) vendor: string;
  @Column({ name: 'template_key', type: 'text' }) templateKey: string;
  @Column({ name: 'template_hash', type: 'text' }) templateHash: string;
  @Column({ type: 'text' }) depth: 'short' | 'standard' | 'full';
  @Column({ type: 'text', array: true }) modules: string[];
  @Column({ type: 'text' }) status: RequestStatus;
  @Column({ type: 'text' }) recipient: string;
  @Column({ name: 'contact_name', type: 'text', nullable: true }) contactName: string | null;
  @Column({ type: 'text' }) asker: string;
  @Column({ name: 'asker_name', type: 'text', nullable: true }) askerName: string | null;
  @Column({ name: 'due_date', type: 'date' }) dueDate: string;
  @Column({ name: 'due_zone', type: 'text' }) dueZone: string;
  @Column({ type: 'text', nullable: true }) message: string | null;
  @Column({ name: 'sent_at', type: 'timestamptz', insert: false, update: false }) sentAt: Date;
  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true }) openedAt: Date | null;
  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true }) submittedAt: Date | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt: Date | null;
  @Column({ name: 'active_at', type: 'timestamptz', nullable: true }) activeAt: Date | null;
  @Column({ type: 'jsonb', nullable: true }) receipt: Receipt | null;
  @Column({ name: 'send_at', type: 'timestamptz', nullable: true }) sendAt: Date | null;
  @Column({ name: 'paused_at', type: 'timestamptz', nullable: true }) pausedAt: Date | null;
  @Column({ type: 'jsonb', nullable: true }) wording: Wording | null;
  @Column({ type: 'jsonb', nullable: true }) reminders: ReminderPolicy | null;
  @Column({ type: 'uuid', nullable: true }) batch: string | null;
}

@Entity({ schema: 'questionnaires', name: 'link' })
export class LinkRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid' }) request: string;
  @Column({ type: 'text' }) email: string;
  @Column({ type: 'integer' }) generation: number;
  @Column({ name: 'secret_hash', type: 'text' }) secretHash: string;
  /** sections that a colleague answers; null for whoever was invited by the asker */
  @Column({ type: 'text', array: true, nullable: true }) sections: string[] | null;
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ name: 'invited_by', type: 'text', nullable: true }) invitedBy: string | null;
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt: Date | null;
}

@Entity({ schema: 'questionnaires', name: 'answer' })
export class AnswerRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) request: string;
  @PrimaryColumn({ type: 'text' }) key: string;
  @Column({ type: 'text' }) state: 'given' | 'not-applicable' | 'unknown';
  @Column({ type: 'jsonb', nullable: true }) value: AnswerValue | null;
  @Column({ type: 'text', nullable: true }) explanation: string | null;
  @Column({ type: 'integer' }) revision: number;
  @Column({ name: 'by_email', type: 'text' }) byEmail: string;
  /** null: typed */
  @Column({ type: 'jsonb', nullable: true }) origin: AnswerOrigin | null;
  @Column({ type: 'timestamptz' }) at: Date;
}

@Entity({ schema: 'questionnaires', name: 'review' })
export class ReviewRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) request: string;
  @PrimaryColumn({ type: 'text' }) key: string;
  @Column({ type: 'text' }) verdict: 'accepted' | 'clarify' | 'rejected';
  @Column({ type: 'integer' }) revision: number;
  @Column({ name: 'by_account', type: 'text' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
  @Column({ type: 'text', nullable: true }) comment: string | null;
  /** an acceptance that counts only once another person has accepted too */
  @Column({ name: 'needs_second', type: 'boolean', default: false }) needsSecond: boolean;
  @Column({ name: 'second_account', type: 'text', nullable: true }) secondAccount: string | null;
  @Column({ name: 'second_at', type: 'timestamptz', nullable: true }) secondAt: Date | null;
}

@Entity({ schema: 'questionnaires', name: 'attachment' })
export class AttachmentRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid' }) request: string;
  @Column({ type: 'text' }) sha256: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'bigint' }) size: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text', array: true }) questions: string[];
  @Column({ name: 'valid_until', type: 'date', nullable: true }) validUntil: string | null;
  @Column({ name: 'uploaded_at', type: 'timestamptz', insert: false, update: false }) uploadedAt: Date;
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true }) removedAt: Date | null;
  @Column({ type: 'text', nullable: true }) reading: 'queued' | 'reading' | 'read' | 'refused' | 'accepted' | 'rejected' | 'replaced' | null;
  @Column({ name: 'reading_says', type: 'text', nullable: true }) readingSays: string | null;
  @Column({ name: 'reading_document', type: 'uuid', nullable: true }) readingDocument: string | null;
}

export const entities = [FrozenTemplateRow, RequestRow, LinkRow, AnswerRow, ReviewRow, AttachmentRow];
