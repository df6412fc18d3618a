import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RiskProfile } from '#libs/contracts/vendors.contract.js';

@Entity({ schema: 'vendors', name: 'vendor' })
export class VendorRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) service: string;
  @Column({ type: 'text', nullable: true }) website: string | null;
  @Column({ type: 'text', nullable: true }) owner: string | null;
  @Column({ type: 'jsonb' }) profile: RiskProfile;
  @Column({ type: 'text', array: true }) roles: string[];
  @Column({ type: 'text' }) tier: 'critical' | 'high' | 'medium' | 'low';
  @Column({ type: 'numeric' }) score: string;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
}

@Entity({ schema: 'vendors', name: 'contact' })
export class ContactRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid' }) vendor: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) email: string;
  @Column({ type: 'text', nullable: true }) phone: string | null;
  @Column({ type: 'text' }) purpose: 'security' | 'privacy' | 'commercial' | 'other';
}

@Entity({ schema: 'vendors', name: 'decision' })
export class DecisionRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid' }) vendor: string;
  @Column({ type: 'text' }) outcome: 'approved' | 'approved-with-conditions' | 'rejected';
  @Column({ type: 'text' }) note: string;
  @Column({ name: 'by_account', type: 'text' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) at: Date;
}

export const entities = [VendorRow, ContactRow, DecisionRow];
