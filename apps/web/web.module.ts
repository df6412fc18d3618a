import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { AccountHandlers } from './accounts/account.handlers.js';
import { FaultFilter } from './http/faults.js';
import { PageInterceptor } from './http/page.interceptor.js';
import { RateLimits } from './http/rate-limit.js';
import { pageControllers } from './pages/controllers.js';

@Module({
  controllers: [AccountHandlers, ...pageControllers],
  providers: [
    { provide: RateLimits, useFactory: (database: TenantDatabase) => new RateLimits(database.dataSource), inject: [TenantDatabase] },
    { provide: APP_FILTER, useClass: FaultFilter },
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
  ],
})
export class WebModule {}
