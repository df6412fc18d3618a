import { Module } from '@nestjs/common';
import { QuestionnaireHandlers } from './questionnaire.handlers.js';
import { ThreadHandlers } from './thread.handlers.js';
import { VendorFormHandlers } from './vendor-form.handlers.js';

@Module({ controllers: [QuestionnaireHandlers, ThreadHandlers, VendorFormHandlers] })
export class QuestionnairesModule {}
