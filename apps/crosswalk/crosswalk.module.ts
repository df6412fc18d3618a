import { Module } from '@nestjs/common';
import { CrosswalkHandlers } from './crosswalk.handlers.js';
import { JudgeOverlays } from './judge-overlays.js';
import { OverlayHandlers } from './overlay.handlers.js';

@Module({ controllers: [CrosswalkHandlers, OverlayHandlers], providers: [JudgeOverlays] })
export class CrosswalkModule {}
