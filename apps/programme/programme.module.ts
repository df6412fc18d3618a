import { Module } from '@nestjs/common';
import { ProgrammeHandlers } from './programme.handlers.js';

@Module({ controllers: [ProgrammeHandlers] })
export class ProgrammeModule {}
