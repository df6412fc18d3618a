import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { contradictionList, coverageDiff, gapList, partyList, planGet, reuseGet } from '#libs/contracts/readings.contract.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { factCounts, parties } from './ask.js';
import { compareCoverage } from './compare-coverage.js';
import { listContradictions } from './list-contradictions.js';
import { listGaps } from './list-gaps.js';
import { makePlan } from './make-plan.js';
import { showReuse } from './show-reuse.js';

/** Readings of coverage: what is missing, what to do, what one fact is worth, what changed, what contradicts itself. */
@Controller()
export class ReadingHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(partyList.subject)
  parties(@Payload() _request: RequestOf<typeof partyList>, @Ctx() context: Context) {
    return this.database.run(context, async (tx) => {
      const counts = await factCounts(tx);
      return { items: (await parties(tx)).map(({ id, name, roles }) => ({ id, name, roles: [...roles], facts: counts.get(id) ?? 0 })) };
    });
  }

  @MessagePattern(gapList.subject)
  gaps(@Payload() request: RequestOf<typeof gapList>, @Ctx() context: Context) {
    return listGaps(this.database, request, context);
  }

  @MessagePattern(planGet.subject)
  plan(@Payload() request: RequestOf<typeof planGet>, @Ctx() context: Context) {
    return makePlan(this.database, request, context);
  }

  @MessagePattern(reuseGet.subject)
  reuse(@Payload() request: RequestOf<typeof reuseGet>, @Ctx() context: Context) {
    return showReuse(this.database, request, context);
  }

  @MessagePattern(coverageDiff.subject)
  diff(@Payload() request: RequestOf<typeof coverageDiff>, @Ctx() context: Context) {
    return compareCoverage(this.database, request, context);
  }

  @MessagePattern(contradictionList.subject)
  contradictions(@Payload() request: RequestOf<typeof contradictionList>, @Ctx() context: Context) {
    return listContradictions(this.database, request, context);
  }
}
