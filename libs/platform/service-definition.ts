import type { INestApplication, Type } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { EventContract, RequestContract, Service } from '#libs/contracts/contract.js';
import type { Config } from './config.js';
import type { Migration } from './migrate.js';
import type { ReadinessReport } from './readiness.js';
import type { Delivery } from './streams.js';

/** What makes a service. */
export interface ServiceDefinition {
  readonly service: Service;
  /** The Nest module with the service's controllers and providers. */
  readonly module: Type;
  readonly migrations: readonly Migration[];
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  /** For web alone: the HTTP server beside the handlers. It listens on HOST and PORT. */
  readonly http?: HttpPart;
  /** Instead of the contracts of the registry, for tests. */
  readonly contracts?: Contracts;
}

export interface HttpPart {
  adapter(config: Config): AbstractHttpAdapter;
  /** Plug-ins, parsers of bodies beside the adapter's own, filters and the like, before it listens. */
  prepare(app: INestApplication, config: Config): Promise<void>;
}

export interface Contracts {
  readonly requests: readonly RequestContract[];
  readonly events: readonly EventContract[];
}

export interface StartOptions {
  /** Port of the health pages instead of HEALTH_PORT; 0 for a free one. */
  readonly healthPort?: number;
  readonly delivery?: Partial<Delivery>;
  /** Milliseconds between two seals of the audit trail. */
  readonly sealEvery?: number;
}

/** A service that has started. */
export interface RunningService {
  readonly service: Service;
  /** The address of the pages, for the service with an HTTP part. */
  readonly address?: string;
  readonly healthPort?: number;
  ready(): Promise<ReadinessReport>;
  /** Takes no more work, ends what is under way, closes its connections. */
  close(): Promise<void>;
}
