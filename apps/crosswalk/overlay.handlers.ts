import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { evidencePush, overlayImport, overlayList, overlayUndo, rowEdit, rowList } from '#libs/contracts/overlays.contract.js';
import type { Context } from '#libs/platform/context.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { editRow, importFile, undoChange } from './change-overlay.js';
import { CoverageQueue } from './coverage-queue.js';
import { listOverlay, listRows } from './overlay-view.js';
import { pushEvidence } from './push-evidence.js';

/** The tenant's own data over the catalog, and facts from outside. */
@Controller()
export class OverlayHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
    private readonly queue: CoverageQueue,
  ) {}

  @MessagePattern(overlayList.subject)
  list(@Payload() _request: RequestOf<typeof overlayList>, @Ctx() context: Context) {
    return listOverlay(this.database, context);
  }

  @MessagePattern(overlayImport.subject)
  import(@Payload() request: RequestOf<typeof overlayImport>, @Ctx() context: Context) {
    return importFile(this.database, this.store, request, context);
  }

  @MessagePattern(overlayUndo.subject)
  undo(@Payload() request: RequestOf<typeof overlayUndo>, @Ctx() context: Context) {
    return undoChange(this.database, request, context);
  }

  @MessagePattern(rowEdit.subject)
  edit(@Payload() request: RequestOf<typeof rowEdit>, @Ctx() context: Context) {
    return editRow(this.database, request, context);
  }

  @MessagePattern(rowList.subject)
  rows(@Payload() request: RequestOf<typeof rowList>, @Ctx() context: Context) {
    return listRows(this.database, request, context);
  }

  @MessagePattern(evidencePush.subject)
  push(@Payload() request: RequestOf<typeof evidencePush>, @Ctx() context: Context) {
    return pushEvidence(this.database, request, context, this.queue);
  }
}
