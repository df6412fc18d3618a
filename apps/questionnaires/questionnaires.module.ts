import { Module } from '@nestjs/common';
import { QuestionnaireHandlers } from './questionnaire.handlers.js';
import { VendorFormHandlers } from './vendor-form.handlers.js';

@Module({ controllers: [QuestionnaireHandlers, VendorFormHandlers] })
export class QuestionnairesModule {}
