import { Module } from '@nestjs/common';
import { ReadQueue } from './read-queue.js';
import { ReportHandlers } from './report.handlers.js';

@Module({ controllers: [ReportHandlers], providers: [ReadQueue] })
export class ReportsModule {}
