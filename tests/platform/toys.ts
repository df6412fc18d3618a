import { Controller, Module } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { z } from 'zod';
import { event, request, type PayloadOf, type RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { Migration } from '#libs/platform/migrate.js';
import type { ServiceDefinition } from '#libs/platform/service-definition.js';
import { tenantTable } from '#libs/platform/sql.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';

/** Two small services: vendors keeps parcels and tells of them, reports counts what it heard. */
export const parcelSent = event('vendors', 'parcel-sent', z.object({ parcel: z.uuid(), weight: z.int() }), ['reports']);
export const parcelSend = request('vendors', 'parcel-send', {
  request: z.object({ weight: z.int().min(0), times: z.int().min(1).default(1) }),
  reply: z.object({ parcel: z.uuid() }),
  issuers: ['person', 'system'],
  callers: ['web', 'reports'],
  http: { method: 'POST', path: '/parcels', roles: ['procurement'], summary: 'Send a parcel', idempotent: true },
});
export const parcelList = request('vendors', 'parcel-list', { request: z.object({}), reply: z.object({ weights: z.array(z.int()) }) });
export const weighed = request('reports', 'weighed', {
  request: z.object({}),
  reply: z.object({ parcels: z.int(), weight: z.int(), effects: z.int() }),
});
export const contracts = { requests: [parcelSend, parcelList, weighed], events: [parcelSent] };

/** How the handlers of reports behave at this moment: whether they fail, and how many milliseconds an answer takes. */
export const mood: { fail: (weight: number) => Error | undefined; pause: number } = { fail: () => undefined, pause: 0 };

@Controller()
class ParcelHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(parcelSend.subject)
  send(@Payload() body: RequestOf<typeof parcelSend>, @Ctx() context: Context) {
    return this.database.command(context, parcelSend, body, async (tx) => {
      let parcel = newId();
      for (let time = 0; time < body.times; time += 1) {
        parcel = newId();
        await tx.query('insert into parcel (tenant_id, id, weight) values ($1, $2, $3)', [context.tenant, parcel, body.weight]);
        await tx.emit(parcelSent, { parcel, weight: body.weight });
      }
      await tx.audit('parcel.sent', parcel, { weight: body.weight });
      if (body.weight === 13) throw new Fault('conflict', 'vendors.unlucky', 'Thirteen is not carried.');
      if (body.weight === 14) throw new Error('secret detail');
      return { parcel };
    });
  }

  @MessagePattern(parcelList.subject)
  list(@Payload() _body: unknown, @Ctx() context: Context) {
    return this.database.run(context, async (tx) => {
      const rows = await tx.query<{ weight: number }>('select weight from parcel order by id');
      return { weights: rows.map((row) => row.weight), undeclared: 'never leaves' };
    });
  }
}

@Controller()
class ScaleHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @EventPattern(eventPattern(parcelSent))
  async weigh(@Payload() payload: PayloadOf<typeof parcelSent>, @Ctx() { tx, envelope }: EventContext) {
    await tx.query(
      `insert into scale (tenant_id, parcel, weight, effects) values ($1, $2, $3, 1)
       on conflict (tenant_id, parcel) do update set effects = scale.effects + 1`,
      [envelope.tenant, payload.parcel, payload.weight],
    );
    const failure = mood.fail(payload.weight);
    if (failure) throw failure;
  }

  @MessagePattern(weighed.subject)
  async total(@Payload() _body: unknown, @Ctx() context: Context) {
    if (mood.pause > 0) await new Promise((resolve) => setTimeout(resolve, mood.pause));
    return this.database.run(context, async (tx) => {
      const [row] = await tx.query<{ parcels: string; weight: string; effects: string }>(
        'select count(*) as parcels, coalesce(sum(weight), 0) as weight, coalesce(sum(effects), 0) as effects from scale',
      );
      return { parcels: Number(row?.parcels), weight: Number(row?.weight), effects: Number(row?.effects) };
    });
  }
}

@Module({ controllers: [ParcelHandlers] })
class ParcelModule {}

@Module({ controllers: [ScaleHandlers] })
class ScaleModule {}

@Module({})
class NothingModule {}

const parcelTables: Migration[] = [
  {
    name: '0001-parcels',
    up: `create table vendors.parcel (tenant_id uuid not null, id uuid not null, weight integer not null, constraint parcel_pkey primary key (tenant_id, id));
         ${tenantTable('vendors', 'parcel', 'select, insert')}`,
    down: 'drop table vendors.parcel;',
  },
];

const scaleTables: Migration[] = [
  {
    name: '0001-scale',
    up: `create table reports.scale (tenant_id uuid not null, parcel uuid not null, weight integer not null, effects integer not null, constraint scale_pkey primary key (tenant_id, parcel));
         ${tenantTable('reports', 'scale', 'select, insert, update')}`,
    down: 'drop table reports.scale;',
  },
];

export const vendorsToy: ServiceDefinition = { service: 'vendors', module: ParcelModule, migrations: parcelTables, contracts };
export const reportsToy: ServiceDefinition = { service: 'reports', module: ScaleModule, migrations: scaleTables, contracts };
export const webToy: ServiceDefinition = { service: 'web', module: NothingModule, migrations: [], contracts };
