import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { ownControlGet, ownControlList, ownControlSet, ownEvidenceAdd } from '#libs/contracts/programme.contract.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { addOwnEvidence, getOwnControl, listOwnControls, setOwnControl } from './own-controls.js';

@Controller()
export class ProgrammeHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(ownControlList.subject)
  list(@Payload() request: RequestOf<typeof ownControlList>, @Ctx() context: Context) {
    return listOwnControls(this.database, request, context);
  }

  @MessagePattern(ownControlGet.subject)
  get(@Payload() request: RequestOf<typeof ownControlGet>, @Ctx() context: Context) {
    return getOwnControl(this.database, request, context);
  }

  @MessagePattern(ownControlSet.subject)
  set(@Payload() request: RequestOf<typeof ownControlSet>, @Ctx() context: Context) {
    return setOwnControl(this.database, request, context);
  }

  @MessagePattern(ownEvidenceAdd.subject)
  evidence(@Payload() request: RequestOf<typeof ownEvidenceAdd>, @Ctx() context: Context) {
    return addOwnEvidence(this.database, request, context);
  }
}
