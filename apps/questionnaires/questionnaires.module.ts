import { Module } from '@nestjs/common';
import { ColleagueHandlers } from './colleague.handlers.js';
import { ProposalHandlers } from './proposal.handlers.js';
import { QuestionnaireHandlers } from './questionnaire.handlers.js';
import { SendingHandlers } from './sending.handlers.js';
import { SlotWorker } from './slot-worker.js';
import { TemplateHandlers } from './template.handlers.js';
import { ThreadHandlers } from './thread.handlers.js';
import { VendorFormHandlers } from './vendor-form.handlers.js';

@Module({ controllers: [ColleagueHandlers, ProposalHandlers, QuestionnaireHandlers, SendingHandlers, TemplateHandlers, ThreadHandlers, VendorFormHandlers], providers: [SlotWorker] })
export class QuestionnairesModule {}
