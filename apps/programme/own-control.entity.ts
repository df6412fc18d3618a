import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvidenceFact } from '#libs/contracts/evidence.contract.js';

@Entity({ schema: 'programme', name: 'own_control' })
export class OwnControlRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'text' }) control: string;
  @Column({ type: 'text' }) state: 'planned' | 'in-place' | 'not-applicable' | 'not-in-place';
  @Column({ type: 'text', nullable: true }) owner: string | null;
  @Column({ type: 'text' }) how: string;
  @Column({ type: 'text', nullable: true }) justification: string | null;
  @Column({ type: 'jsonb' }) measured: NonNullable<EvidenceFact['measured']>;
  @Column({ type: 'date' }) since: string;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
}

@Entity({ schema: 'programme', name: 'collected' })
export class CollectedRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'own_control', type: 'uuid' }) ownControl: string;
  @Column({ type: 'text' }) sha256: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'bigint' }) size: string;
  @Column({ name: 'from_date', type: 'date' }) fromDate: string;
  @Column({ name: 'to_date', type: 'date', nullable: true }) toDate: string | null;
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ name: 'by_account', type: 'text' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false, update: false }) at: Date;
}

export const entities = [OwnControlRow, CollectedRow];
