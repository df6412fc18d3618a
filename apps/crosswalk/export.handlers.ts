import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { catalogExport, coverageExport, gapExport } from '#libs/contracts/exports.contract.js';
import type { Context } from '#libs/platform/context.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { exportCatalog } from './export-catalog.js';
import { exportCoverage } from './export-coverage.js';
import { exportGaps } from './export-gaps.js';

/** What is shown and what the catalog holds, as files. */
@Controller()
export class ExportHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
  ) {}

  @MessagePattern(coverageExport.subject)
  coverage(@Payload() request: RequestOf<typeof coverageExport>, @Ctx() context: Context) {
    return exportCoverage(this.database, this.store, request, context);
  }

  @MessagePattern(gapExport.subject)
  gaps(@Payload() request: RequestOf<typeof gapExport>, @Ctx() context: Context) {
    return exportGaps(this.database, this.store, request, context);
  }

  @MessagePattern(catalogExport.subject)
  catalog(@Payload() request: RequestOf<typeof catalogExport>, @Ctx() context: Context) {
    return exportCatalog(this.database, this.store, request, context);
  }
}
