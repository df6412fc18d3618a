import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { coverageChanged } from '#libs/contracts/crosswalk.contract.js';
import { requestChanged } from '#libs/contracts/questionnaires.contract.js';
import { documentChanged } from '#libs/contracts/reports.contract.js';
import { contactAdd, decisionRecord, vendorAdd, vendorEdit, vendorGet, vendorList } from '#libs/contracts/vendors.contract.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { addContact } from './add-contact.js';
import { addVendor } from './add-vendor.js';
import { editVendor } from './edit-vendor.js';
import { getVendor } from './get-vendor.js';
import { listVendors } from './list-vendors.js';
import { noteCoverage, noteDocument, noteRequest } from './note-events.js';
import { recordDecision } from './record-decision.js';

@Controller()
export class VendorHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(vendorAdd.subject)
  add(@Payload() request: RequestOf<typeof vendorAdd>, @Ctx() context: Context) {
    return addVendor(this.database, request, context);
  }

  @MessagePattern(vendorEdit.subject)
  edit(@Payload() request: RequestOf<typeof vendorEdit>, @Ctx() context: Context) {
    return editVendor(this.database, request, context);
  }

  @MessagePattern(vendorGet.subject)
  get(@Payload() request: RequestOf<typeof vendorGet>, @Ctx() context: Context) {
    return getVendor(this.database, request, context);
  }

  @MessagePattern(vendorList.subject)
  list(@Payload() request: RequestOf<typeof vendorList>, @Ctx() context: Context) {
    return listVendors(this.database, request, context);
  }

  @MessagePattern(contactAdd.subject)
  contact(@Payload() request: RequestOf<typeof contactAdd>, @Ctx() context: Context) {
    return addContact(this.database, request, context);
  }

  @MessagePattern(decisionRecord.subject)
  decide(@Payload() request: RequestOf<typeof decisionRecord>, @Ctx() context: Context) {
    return recordDecision(this.database, request, context);
  }

  @EventPattern(eventPattern(requestChanged))
  request(@Payload() event: PayloadOf<typeof requestChanged>, @Ctx() context: EventContext) {
    return noteRequest(context, event);
  }

  @EventPattern(eventPattern(documentChanged))
  document(@Payload() event: PayloadOf<typeof documentChanged>, @Ctx() context: EventContext) {
    return noteDocument(context, event);
  }

  @EventPattern(eventPattern(coverageChanged))
  coverage(@Payload() event: PayloadOf<typeof coverageChanged>, @Ctx() { tx }: EventContext) {
    return noteCoverage(tx, event);
  }
}
