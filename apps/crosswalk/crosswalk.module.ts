import { Module } from '@nestjs/common';
import { CoverageQueue } from './coverage-queue.js';
import { CrosswalkHandlers } from './crosswalk.handlers.js';
import { ExplorerHandlers } from './explorer.handlers.js';
import { ExportHandlers } from './export.handlers.js';
import { JudgeDays } from './judge-days.js';
import { JudgeOverlays } from './judge-overlays.js';
import { OverlayHandlers } from './overlay.handlers.js';
import { ReadingHandlers } from './reading.handlers.js';

@Module({ controllers: [CrosswalkHandlers, ExplorerHandlers, ExportHandlers, OverlayHandlers, ReadingHandlers], providers: [CoverageQueue, JudgeDays, JudgeOverlays] })
export class CrosswalkModule {}
