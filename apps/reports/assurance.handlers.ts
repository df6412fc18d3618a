import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { accessLog, accessSet, contradictionList, coverageCalendar, documentByHand, documentFile, documentReplace, dutyList, dutySet, qualitySignals, reportDiff, reportExport, settingGet, settingSet } from '#libs/contracts/reports-assurance.contract.js';
import { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { setAccess } from './access.js';
import { calendarOf } from './coverage-calendar.js';
import { fileOf } from './document-file.js';
import { listDuties, setDuty } from './duties.js';
import { enterByHand } from './enter-by-hand.js';
import { exportReport } from './export-report.js';
import { contradictionsIn, signalsOf } from './judge-report.js';
import { readLog } from './looks.js';
import { replaceDocument } from './replace-document.js';
import { diffOf } from './report-diff.js';
import { setSetting, settingOf } from './settings.js';

/** What a compliance team gets on top of what was read. */
@Controller()
export class AssuranceHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
    private readonly bus: Bus,
  ) {}

  @MessagePattern(documentByHand.subject)
  byHand(@Payload() request: RequestOf<typeof documentByHand>, @Ctx() context: Context) {
    return enterByHand(this.database, request, context);
  }

  @MessagePattern(documentReplace.subject)
  replace(@Payload() request: RequestOf<typeof documentReplace>, @Ctx() context: Context) {
    return replaceDocument(this.database, request, context);
  }

  @MessagePattern(accessSet.subject)
  setAccess(@Payload() request: RequestOf<typeof accessSet>, @Ctx() context: Context) {
    return setAccess(this.database, request, context);
  }

  @MessagePattern(accessLog.subject)
  log(@Payload() request: RequestOf<typeof accessLog>, @Ctx() context: Context) {
    return readLog(this.database, request, context);
  }

  @MessagePattern(documentFile.subject)
  file(@Payload() request: RequestOf<typeof documentFile>, @Ctx() context: Context) {
    return fileOf(this.database, this.store, request, context);
  }

  @MessagePattern(reportExport.subject)
  export(@Payload() request: RequestOf<typeof reportExport>, @Ctx() context: Context) {
    return exportReport(this.database, this.store, this.bus, request, context);
  }

  @MessagePattern(settingGet.subject)
  setting(@Payload() _request: RequestOf<typeof settingGet>, @Ctx() context: Context) {
    return this.database.run(context, settingOf);
  }

  @MessagePattern(settingSet.subject)
  setSetting(@Payload() request: RequestOf<typeof settingSet>, @Ctx() context: Context) {
    return setSetting(this.database, request, context);
  }

  @MessagePattern(reportDiff.subject)
  diff(@Payload() request: RequestOf<typeof reportDiff>, @Ctx() context: Context) {
    return diffOf(this.database, request, context);
  }

  @MessagePattern(qualitySignals.subject)
  signals(@Payload() request: RequestOf<typeof qualitySignals>, @Ctx() context: Context) {
    return signalsOf(this.database, this.bus, request, context);
  }

  @MessagePattern(contradictionList.subject)
  contradictions(@Payload() request: RequestOf<typeof contradictionList>, @Ctx() context: Context) {
    return contradictionsIn(this.database, this.bus, request, context);
  }

  @MessagePattern(coverageCalendar.subject)
  calendar(@Payload() request: RequestOf<typeof coverageCalendar>, @Ctx() context: Context) {
    return calendarOf(this.database, request, context);
  }

  @MessagePattern(dutyList.subject)
  duties(@Payload() request: RequestOf<typeof dutyList>, @Ctx() context: Context) {
    return listDuties(this.database, this.bus, request, context);
  }

  @MessagePattern(dutySet.subject)
  setDuty(@Payload() request: RequestOf<typeof dutySet>, @Ctx() context: Context) {
    return setDuty(this.database, request, context);
  }
}
