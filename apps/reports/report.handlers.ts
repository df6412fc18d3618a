import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { documentAttached } from '#libs/contracts/questionnaires.contract.js';
import { documentAccept, documentAdd, documentGet, documentList, documentProgress, documentReject, documentTested, pageImage, valueCorrect } from '#libs/contracts/reports.contract.js';
import { correctionTakeBack, documentReread, matchesConfirm, pageMarks, readingDecide, suggestionList, valuesAccept } from '#libs/contracts/reports-review.contract.js';
import { vendorChanged } from '#libs/contracts/vendors.contract.js';
import { eventPattern, type EventContext } from '#libs/platform/consumer.js';
import type { Context } from '#libs/platform/context.js';
import { ObjectStore } from '#libs/platform/object-store.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { addDocument, noteAttached, noteVendor } from './add-document.js';
import { getDocument, listDocuments, progressOf } from './document-view.js';
import { confirmMatches } from './match-controls.js';
import { imageOf } from './page-image.js';
import { marksOf } from './page-marks.js';
import { decideReading, rereadDocument } from './reread-document.js';
import { acceptDocument, acceptValues, correctValue, rejectDocument, takeCorrectionBack } from './review-document.js';
import { listSuggestions } from './suggest-controls.js';
import { testedControls } from './tested-controls.js';

@Controller()
export class ReportHandlers {
  constructor(
    private readonly database: TenantDatabase,
    private readonly store: ObjectStore,
  ) {}

  @MessagePattern(documentAdd.subject)
  add(@Payload() request: RequestOf<typeof documentAdd>, @Ctx() context: Context) {
    return addDocument(this.database, request, context);
  }

  @MessagePattern(documentList.subject)
  list(@Payload() request: RequestOf<typeof documentList>, @Ctx() context: Context) {
    return listDocuments(this.database, request, context);
  }

  @MessagePattern(documentGet.subject)
  get(@Payload() request: RequestOf<typeof documentGet>, @Ctx() context: Context) {
    return getDocument(this.database, request, context);
  }

  @MessagePattern(documentProgress.subject)
  progress(@Payload() request: RequestOf<typeof documentProgress>, @Ctx() context: Context) {
    return progressOf(this.database, request, context);
  }

  @MessagePattern(documentTested.subject)
  tested(@Payload() request: RequestOf<typeof documentTested>, @Ctx() context: Context) {
    return testedControls(this.database, request.documents, context);
  }

  @MessagePattern(valueCorrect.subject)
  correct(@Payload() request: RequestOf<typeof valueCorrect>, @Ctx() context: Context) {
    return correctValue(this.database, request, context);
  }

  @MessagePattern(correctionTakeBack.subject)
  takeBack(@Payload() request: RequestOf<typeof correctionTakeBack>, @Ctx() context: Context) {
    return takeCorrectionBack(this.database, request, context);
  }

  @MessagePattern(documentAccept.subject)
  accept(@Payload() request: RequestOf<typeof documentAccept>, @Ctx() context: Context) {
    return acceptDocument(this.database, request, context);
  }

  @MessagePattern(documentReject.subject)
  reject(@Payload() request: RequestOf<typeof documentReject>, @Ctx() context: Context) {
    return rejectDocument(this.database, request, context);
  }

  @MessagePattern(pageImage.subject)
  image(@Payload() request: RequestOf<typeof pageImage>, @Ctx() context: Context) {
    return imageOf(this.database, this.store, request, context);
  }

  @MessagePattern(pageMarks.subject)
  marks(@Payload() request: RequestOf<typeof pageMarks>, @Ctx() context: Context) {
    return marksOf(this.database, request, context);
  }

  @MessagePattern(valuesAccept.subject)
  acceptValues(@Payload() request: RequestOf<typeof valuesAccept>, @Ctx() context: Context) {
    return acceptValues(this.database, request, context);
  }

  @MessagePattern(documentReread.subject)
  reread(@Payload() request: RequestOf<typeof documentReread>, @Ctx() context: Context) {
    return rereadDocument(this.database, this.store, request, context);
  }

  @MessagePattern(readingDecide.subject)
  decideReading(@Payload() request: RequestOf<typeof readingDecide>, @Ctx() context: Context) {
    return decideReading(this.database, request, context);
  }

  @MessagePattern(suggestionList.subject)
  suggestions(@Payload() request: RequestOf<typeof suggestionList>, @Ctx() context: Context) {
    return listSuggestions(this.database, request, context);
  }

  @MessagePattern(matchesConfirm.subject)
  confirmMatches(@Payload() request: RequestOf<typeof matchesConfirm>, @Ctx() context: Context) {
    return confirmMatches(this.database, request, context);
  }

  @EventPattern(eventPattern(documentAttached))
  attached(@Payload() event: PayloadOf<typeof documentAttached>, @Ctx() { tx }: EventContext) {
    return noteAttached(tx, event);
  }

  @EventPattern(eventPattern(vendorChanged))
  vendor(@Payload() event: PayloadOf<typeof vendorChanged>, @Ctx() { tx }: EventContext) {
    return noteVendor(tx, event);
  }
}
