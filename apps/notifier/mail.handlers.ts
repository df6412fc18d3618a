import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { mailClose, mailList, mailRetry, questionnaireMailDue, webMailDue } from '#libs/contracts/mail.contract.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { closeMail, listMails, retryMail } from './list-mails.js';
import { noteDue } from './note-due.js';

@Controller()
export class MailHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(mailList.subject)
  list(@Payload() request: RequestOf<typeof mailList>, @Ctx() context: Context) {
    return listMails(this.database, request, context);
  }

  @MessagePattern(mailRetry.subject)
  retry(@Payload() request: RequestOf<typeof mailRetry>, @Ctx() context: Context) {
    return retryMail(this.database, request, context);
  }

  @MessagePattern(mailClose.subject)
  close(@Payload() request: RequestOf<typeof mailClose>, @Ctx() context: Context) {
    return closeMail(this.database, request, context);
  }

  @EventPattern(eventPattern(questionnaireMailDue))
  questionnaires(@Payload() event: PayloadOf<typeof questionnaireMailDue>, @Ctx() { tx }: EventContext) {
    return noteDue(tx, 'questionnaires', event);
  }

  @EventPattern(eventPattern(webMailDue))
  web(@Payload() event: PayloadOf<typeof webMailDue>, @Ctx() { tx }: EventContext) {
    return noteDue(tx, 'web', event);
  }
}
