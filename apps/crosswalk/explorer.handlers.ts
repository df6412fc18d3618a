import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { catalogSearch, controlReach, pairExplain, pairList, pairMatrix } from '#libs/contracts/explorer.contract.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { explainOne, listPairs, reachOf, searchCatalog, showMatrix } from './explore.js';

/** What the catalog says, whoever is asked about: pairs of two frameworks, a control's reach, a search over all words. */
@Controller()
export class ExplorerHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(pairList.subject)
  pairs(@Payload() request: RequestOf<typeof pairList>, @Ctx() context: Context) {
    return listPairs(this.database, request, context);
  }

  @MessagePattern(pairMatrix.subject)
  matrix(@Payload() request: RequestOf<typeof pairMatrix>, @Ctx() context: Context) {
    return showMatrix(this.database, request, context);
  }

  @MessagePattern(pairExplain.subject)
  pair(@Payload() request: RequestOf<typeof pairExplain>, @Ctx() context: Context) {
    return explainOne(this.database, request, context);
  }

  @MessagePattern(controlReach.subject)
  control(@Payload() request: RequestOf<typeof controlReach>, @Ctx() context: Context) {
    return reachOf(this.database, request, context);
  }

  @MessagePattern(catalogSearch.subject)
  search(@Payload() request: RequestOf<typeof catalogSearch>, @Ctx() context: Context) {
    return searchCatalog(this.database, request, context);
  }
}
