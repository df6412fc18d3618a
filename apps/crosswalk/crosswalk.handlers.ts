import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { tenantChanged } from '#libs/contracts/accounts.contract.js';
import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { controlCatalog, coverageGet, coverageSummary, evidenceList, frameworkChoose, frameworkGet, frameworkList, requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { programmeEvidence } from '#libs/contracts/programme.contract.js';
import { answersEvidence } from '#libs/contracts/questionnaires.contract.js';
import { reportEvidence } from '#libs/contracts/reports.contract.js';
import { vendorChanged } from '#libs/contracts/vendors.contract.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { controlCatalogReply, getFramework, listFrameworks } from './catalog.js';
import { chooseFrameworks } from './choose-frameworks.js';
import { CoverageQueue } from './coverage-queue.js';
import { choiceOf } from './framework-choice.js';
import { explain, getCoverage, getSummary, listEvidence } from './questions.js';
import { noteOwn, noteParty, recordEvidence } from './record-evidence.js';
import { catalogOf } from './tenant-catalog.js';

@Controller()
export class CrosswalkHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly queue: CoverageQueue,
  ) {}

  @MessagePattern(frameworkList.subject)
  async frameworks(@Payload() _request: RequestOf<typeof frameworkList>, @Ctx() context: Context) {
    return this.database.run(context, async (tx) => listFrameworks(await catalogOf(tx), await choiceOf(tx)));
  }

  @MessagePattern(frameworkChoose.subject)
  choose(@Payload() request: RequestOf<typeof frameworkChoose>, @Ctx() context: Context) {
    return chooseFrameworks(this.database, request, context, this.queue);
  }

  @MessagePattern(frameworkGet.subject)
  async framework(@Payload() request: RequestOf<typeof frameworkGet>, @Ctx() context: Context) {
    return getFramework(await this.database.run(context, catalogOf), request);
  }

  @MessagePattern(controlCatalog.subject)
  async controls(@Payload() _request: RequestOf<typeof controlCatalog>, @Ctx() context: Context) {
    return controlCatalogReply(await this.database.run(context, catalogOf));
  }

  @MessagePattern(coverageGet.subject)
  coverage(@Payload() request: RequestOf<typeof coverageGet>, @Ctx() context: Context) {
    return getCoverage(this.database, request, context);
  }

  @MessagePattern(coverageSummary.subject)
  summary(@Payload() request: RequestOf<typeof coverageSummary>, @Ctx() context: Context) {
    return getSummary(this.database, request, context);
  }

  @MessagePattern(requirementExplain.subject)
  explain(@Payload() request: RequestOf<typeof requirementExplain>, @Ctx() context: Context) {
    return explain(this.database, request, context);
  }

  @MessagePattern(evidenceList.subject)
  evidence(@Payload() request: RequestOf<typeof evidenceList>, @Ctx() context: Context) {
    return listEvidence(this.database, request, context);
  }

  @EventPattern(eventPattern(answersEvidence))
  answers(@Payload() event: PayloadOf<typeof answersEvidence>, @Ctx() { tx }: EventContext) {
    return recordEvidence(tx, event, this.queue);
  }

  @EventPattern(eventPattern(reportEvidence))
  report(@Payload() event: PayloadOf<typeof reportEvidence>, @Ctx() { tx }: EventContext) {
    return recordEvidence(tx, event, this.queue);
  }

  @EventPattern(eventPattern(programmeEvidence))
  programme(@Payload() event: PayloadOf<typeof programmeEvidence>, @Ctx() { tx }: EventContext) {
    return recordEvidence(tx, event, this.queue);
  }

  @EventPattern(eventPattern(vendorChanged))
  party(@Payload() event: PayloadOf<typeof vendorChanged>, @Ctx() { tx }: EventContext) {
    return noteParty(tx, event, this.queue);
  }

  @EventPattern(eventPattern(tenantChanged))
  own(@Payload() event: PayloadOf<typeof tenantChanged>, @Ctx() { tx }: EventContext) {
    return noteOwn(tx, event);
  }
}
