import { Module } from '@nestjs/common';
import { VendorHandlers } from './vendor.handlers.js';

@Module({ controllers: [VendorHandlers] })
export class VendorsModule {}
