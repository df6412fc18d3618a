import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { answersSave, codeEnter, codeSend, documentAttach, documentDetach, formGet, formSubmit, linkOpen, readingsGet, vendorSession, vendorSignOut } from '#libs/contracts/vendor-form.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import type { Context } from '#libs/platform/context.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { attachDocument, detachDocument, getForm } from './form.js';
import { getReadings } from './readings.js';
import { saveAnswers } from './save-answers.js';
import { endVendorSession, enterCode, findVendorSession, openLink, sendCode } from './session.js';
import { submitForm } from './submit-form.js';

/** The vendor's side: what an emailed link opens. */
@Controller()
export class VendorFormHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @MessagePattern(linkOpen.subject)
  open(@Payload() request: RequestOf<typeof linkOpen>, @Ctx() context: Context) {
    return openLink(this.database, request.token, context);
  }

  @MessagePattern(codeSend.subject)
  code(@Payload() request: RequestOf<typeof codeSend>, @Ctx() context: Context) {
    return sendCode(this.database, request.token, context);
  }

  @MessagePattern(codeEnter.subject)
  enter(@Payload() request: RequestOf<typeof codeEnter>, @Ctx() context: Context) {
    return enterCode(this.database, request, context, this.config.linkKey);
  }

  @MessagePattern(vendorSession.subject)
  session(@Payload() request: RequestOf<typeof vendorSession>) {
    return findVendorSession(this.database, request);
  }

  @MessagePattern(vendorSignOut.subject)
  signOut(@Payload() request: RequestOf<typeof vendorSignOut>, @Ctx() context: Context) {
    return endVendorSession(this.database, request.session, context);
  }

  @MessagePattern(formGet.subject)
  form(@Payload() _request: RequestOf<typeof formGet>, @Ctx() context: Context) {
    return getForm(this.database, context);
  }

  @MessagePattern(answersSave.subject)
  save(@Payload() request: RequestOf<typeof answersSave>, @Ctx() context: Context) {
    return saveAnswers(this.database, request, context);
  }

  @MessagePattern(documentAttach.subject)
  attach(@Payload() request: RequestOf<typeof documentAttach>, @Ctx() context: Context) {
    return attachDocument(this.database, request, context);
  }

  @MessagePattern(documentDetach.subject)
  detach(@Payload() request: RequestOf<typeof documentDetach>, @Ctx() context: Context) {
    return detachDocument(this.database, request, context);
  }

  @MessagePattern(readingsGet.subject)
  readings(@Payload() _request: RequestOf<typeof readingsGet>, @Ctx() context: Context) {
    return getReadings(this.database, this.bus, context);
  }

  @MessagePattern(formSubmit.subject)
  submit(@Payload() request: RequestOf<typeof formSubmit>, @Ctx() context: Context) {
    return submitForm(this.database, request, context);
  }
}
