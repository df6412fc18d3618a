import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { accountChange, accountInvite, accountList, tokenList, tokenMake, tokenRevoke } from '#libs/contracts/accounts.contract.js';
import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { mailSettled, webMailCompose } from '#libs/contracts/mail.contract.js';
import type { Config } from '#libs/platform/config.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { listTokens, makeToken, revokeToken } from './api-token.js';
import { changeAccount, inviteAccount, listAccounts } from './people.js';
import { composeTicketMail, noteMail } from './ticket-mail.js';

/** What web answers over NATS: people, tokens and the texts of its mails. */
@Controller()
export class AccountHandlers {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @MessagePattern(accountList.subject)
  list(@Payload() _request: RequestOf<typeof accountList>, @Ctx() context: Context) {
    return listAccounts(this.database, context);
  }

  @MessagePattern(accountInvite.subject)
  invite(@Payload() request: RequestOf<typeof accountInvite>, @Ctx() context: Context) {
    return inviteAccount(this.database, request, context, this.config.linkKey);
  }

  @MessagePattern(accountChange.subject)
  change(@Payload() request: RequestOf<typeof accountChange>, @Ctx() context: Context) {
    return changeAccount(this.database, request, context);
  }

  @MessagePattern(tokenList.subject)
  tokens(@Payload() _request: RequestOf<typeof tokenList>, @Ctx() context: Context) {
    return listTokens(this.database, context);
  }

  @MessagePattern(tokenMake.subject)
  make(@Payload() request: RequestOf<typeof tokenMake>, @Ctx() context: Context) {
    return makeToken(this.database, request, context);
  }

  @MessagePattern(tokenRevoke.subject)
  revoke(@Payload() request: RequestOf<typeof tokenRevoke>, @Ctx() context: Context) {
    return revokeToken(this.database, request.id, context);
  }

  @MessagePattern(webMailCompose.subject)
  compose(@Payload() request: RequestOf<typeof webMailCompose>, @Ctx() context: Context) {
    return composeTicketMail(this.database, request, context, this.config.linkKey, this.config.publicUrl);
  }

  @EventPattern(eventPattern(mailSettled))
  async settled(@Payload() event: PayloadOf<typeof mailSettled>, @Ctx() { tx }: EventContext) {
    if (event.owner === 'web') await noteMail(tx, event.mail, event.outcome, event.note);
  }
}
