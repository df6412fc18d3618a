import { Module } from '@nestjs/common';
import { AssuranceHandlers } from './assurance.handlers.js';
import { ReadQueue } from './read-queue.js';
import { ReportHandlers } from './report.handlers.js';

@Module({ controllers: [ReportHandlers, AssuranceHandlers], providers: [ReadQueue] })
export class ReportsModule {}
