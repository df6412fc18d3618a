import { Controller, Inject } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { colleagueInvite, colleaguesGet, colleagueWithdraw } from '#libs/contracts/colleagues.contract.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { Config } from '#libs/platform/config.js';
import type { Context } from '#libs/platform/context.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { getColleagues, inviteColleague, withdrawColleague } from './colleagues.js';

/** Sharing sections of a form with colleagues. */
@Controller()
export class ColleagueHandlers {
  constructor(
    private readonly database: TenantDatabase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @MessagePattern(colleaguesGet.subject)
  list(@Payload() _request: RequestOf<typeof colleaguesGet>, @Ctx() context: Context) {
    return getColleagues(this.database, context);
  }

  @MessagePattern(colleagueInvite.subject)
  invite(@Payload() request: RequestOf<typeof colleagueInvite>, @Ctx() context: Context) {
    return inviteColleague(this.database, request, context, this.config.linkKey);
  }

  @MessagePattern(colleagueWithdraw.subject)
  withdraw(@Payload() request: RequestOf<typeof colleagueWithdraw>, @Ctx() context: Context) {
    return withdrawColleague(this.database, request, context);
  }
}
