import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { proposalsGet, proposalsTake } from '#libs/contracts/proposals.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { getProposals, takeProposals } from './proposals.js';

/** Answers that a vendor only needs to confirm. */
@Controller()
export class ProposalHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly bus: Bus,
  ) {}

  @MessagePattern(proposalsGet.subject)
  list(@Payload() _request: RequestOf<typeof proposalsGet>, @Ctx() context: Context) {
    return getProposals(this.database, this.bus, context);
  }

  @MessagePattern(proposalsTake.subject)
  take(@Payload() request: RequestOf<typeof proposalsTake>, @Ctx() context: Context) {
    return takeProposals(this.database, this.bus, request, context);
  }
}
