import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { tenantChanged } from '#libs/contracts/accounts.contract.js';
import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { mailSettled, questionnaireMailCompose } from '#libs/contracts/mail.contract.js';
import { answersReview, requestGet, requestList, templateGet, templateList } from '#libs/contracts/questionnaires.contract.js';
import { requestBefore } from '#libs/contracts/review.contract.js';
import { documentChanged } from '#libs/contracts/reports.contract.js';
import { vendorChanged } from '#libs/contracts/vendors.contract.js';
import type { Config } from '#libs/platform/config.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { getBefore } from './before.js';
import { composeMail } from './compose-mail.js';
import { noteMail } from './mails.js';
import { noteReading, noteTenant, noteVendor } from './note-events.js';
import { getRequest, listRequests } from './request-view.js';
import { reviewAnswers } from './review-answers.js';
import { getTemplate, listTemplates } from './templates.js';

/** The buyer's side: templates, requests, review, mails. */
@Controller()
export class QuestionnaireHandlers {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @MessagePattern(templateList.subject)
  templates(@Payload() _request: RequestOf<typeof templateList>, @Ctx() context: Context) {
    return this.database.run(context, listTemplates);
  }

  @MessagePattern(templateGet.subject)
  template(@Payload() request: RequestOf<typeof templateGet>, @Ctx() context: Context) {
    return this.database.run(context, (tx) => getTemplate(tx, request));
  }

  @MessagePattern(requestList.subject)
  list(@Payload() request: RequestOf<typeof requestList>, @Ctx() context: Context) {
    return listRequests(this.database, request, context);
  }

  @MessagePattern(requestGet.subject)
  get(@Payload() request: RequestOf<typeof requestGet>, @Ctx() context: Context) {
    return getRequest(this.database, request, context);
  }

  @MessagePattern(requestBefore.subject)
  before(@Payload() request: RequestOf<typeof requestBefore>, @Ctx() context: Context) {
    return getBefore(this.database, request.id, context);
  }

  @MessagePattern(answersReview.subject)
  review(@Payload() request: RequestOf<typeof answersReview>, @Ctx() context: Context) {
    return reviewAnswers(this.database, request, context);
  }

  @MessagePattern(questionnaireMailCompose.subject)
  compose(@Payload() request: RequestOf<typeof questionnaireMailCompose>, @Ctx() context: Context) {
    return composeMail(this.database, request, context, this.config);
  }

  @EventPattern(eventPattern(mailSettled))
  mail(@Payload() event: PayloadOf<typeof mailSettled>, @Ctx() { tx }: EventContext) {
    return noteMail(tx, event);
  }

  @EventPattern(eventPattern(vendorChanged))
  vendor(@Payload() event: PayloadOf<typeof vendorChanged>, @Ctx() { tx }: EventContext) {
    return noteVendor(tx, event);
  }

  @EventPattern(eventPattern(tenantChanged))
  tenant(@Payload() event: PayloadOf<typeof tenantChanged>, @Ctx() { tx }: EventContext) {
    return noteTenant(tx, event);
  }

  @EventPattern(eventPattern(documentChanged))
  reading(@Payload() event: PayloadOf<typeof documentChanged>, @Ctx() { tx }: EventContext) {
    return noteReading(tx, event);
  }
}
