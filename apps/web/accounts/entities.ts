import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#libs/contracts/contract.js';

@Entity({ schema: 'web', name: 'account' })
export class AccountRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) email: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', array: true }) roles: Role[];
  @Column({ type: 'text' }) state: 'invited' | 'active' | 'disabled';
  @Column({ name: 'password_hash', type: 'text', nullable: true }) passwordHash: string | null;
  @Column({ name: 'totp_secret', type: 'text', nullable: true }) totpSecret: string | null;
  @Column({ name: 'totp_last_step', type: 'bigint' }) totpLastStep: string;
  @Column({ name: 'second_factor', type: 'boolean' }) secondFactor: boolean;
  @Column({ type: 'text', nullable: true }) zone: string | null;
  @Column({ name: 'last_sign_in', type: 'timestamptz', nullable: true }) lastSignIn: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false }) createdAt: Date;
}

@Entity({ schema: 'web', name: 'session' })
export class SessionRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid' }) account: string;
  @Column({ name: 'secret_hash', type: 'text' }) secretHash: string;
  @Column({ name: 'second_factor_due', type: 'boolean' }) secondFactorDue: boolean;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
}

@Entity({ schema: 'web', name: 'api_token' })
export class ApiTokenRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', array: true }) roles: Role[];
  @Column({ name: 'secret_hash', type: 'text' }) secretHash: string;
  @Column({ type: 'uuid' }) maker: string;
  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false }) createdAt: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt: Date | null;
}

@Entity({ schema: 'web', name: 'ticket' })
export class TicketRow {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) kind: 'invite' | 'reset';
  @Column({ type: 'uuid' }) account: string;
  @Column({ name: 'secret_hash', type: 'text' }) secretHash: string;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt: Date | null;
}

export const entities = [AccountRow, SessionRow, ApiTokenRow, TicketRow];
