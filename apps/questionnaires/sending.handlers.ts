import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { requestCancel, requestLink, requestResend, requestSend } from '#libs/contracts/questionnaires.contract.js';
import { policyGet, policySet, requestContact, requestExtend, requestPause, requestSendMany, wordingGet, wordingPreview } from '#libs/contracts/sending.contract.js';
import type { Config } from '#libs/platform/config.js';
import type { Context } from '#libs/platform/context.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { changeContact, extendRequest, pauseRequest } from './change-request.js';
import { cancelRequest, linkOf, resendRequest } from './manage-request.js';
import { getPolicy, setPolicy } from './policy.js';
import { sendMany } from './send-many.js';
import { sendRequest } from './send-request.js';
import { getWording, previewWording } from './wording.js';

/** How a request reaches its vendor, and what can be done about it until it is answered. */
@Controller()
export class SendingHandlers {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @MessagePattern(requestSend.subject)
  send(@Payload() request: RequestOf<typeof requestSend>, @Ctx() context: Context) {
    return sendRequest(this.database, request, context, this.config.linkKey);
  }

  @MessagePattern(requestSendMany.subject)
  sendMany(@Payload() request: RequestOf<typeof requestSendMany>, @Ctx() context: Context) {
    return sendMany(this.database, request, context, this.config.linkKey);
  }

  @MessagePattern(requestLink.subject)
  link(@Payload() request: RequestOf<typeof requestLink>, @Ctx() context: Context) {
    return linkOf(this.database, request, context, this.config);
  }

  @MessagePattern(requestCancel.subject)
  cancel(@Payload() request: RequestOf<typeof requestCancel>, @Ctx() context: Context) {
    return cancelRequest(this.database, request, context);
  }

  @MessagePattern(requestResend.subject)
  resend(@Payload() request: RequestOf<typeof requestResend>, @Ctx() context: Context) {
    return resendRequest(this.database, request, context);
  }

  @MessagePattern(requestExtend.subject)
  extend(@Payload() request: RequestOf<typeof requestExtend>, @Ctx() context: Context) {
    return extendRequest(this.database, request, context);
  }

  @MessagePattern(requestPause.subject)
  pause(@Payload() request: RequestOf<typeof requestPause>, @Ctx() context: Context) {
    return pauseRequest(this.database, request, context);
  }

  @MessagePattern(requestContact.subject)
  contact(@Payload() request: RequestOf<typeof requestContact>, @Ctx() context: Context) {
    return changeContact(this.database, request, context, this.config.linkKey);
  }

  @MessagePattern(wordingGet.subject)
  wording(@Payload() _request: RequestOf<typeof wordingGet>, @Ctx() context: Context) {
    return getWording(this.database, context);
  }

  @MessagePattern(wordingPreview.subject)
  preview(@Payload() request: RequestOf<typeof wordingPreview>, @Ctx() context: Context) {
    return previewWording(this.database, request, context, this.config.publicUrl);
  }

  @MessagePattern(policyGet.subject)
  policy(@Payload() _request: RequestOf<typeof policyGet>, @Ctx() context: Context) {
    return getPolicy(this.database, context);
  }

  @MessagePattern(policySet.subject)
  changePolicy(@Payload() request: RequestOf<typeof policySet>, @Ctx() context: Context) {
    return setPolicy(this.database, request, context);
  }
}
