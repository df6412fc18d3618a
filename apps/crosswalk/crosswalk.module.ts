import { Module } from '@nestjs/common';
import { CrosswalkHandlers } from './crosswalk.handlers.js';

@Module({ controllers: [CrosswalkHandlers] })
export class CrosswalkModule {}
