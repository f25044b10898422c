import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { migrations } from '../migrations/index.js';
import { AuditModule } from './audit/index.js';
import { CatalogModule } from './catalog/index.js';
import { RolesGuard } from './common/auth/roles.guard.js';
import { EtagInterceptor } from './common/http/etag.interceptor.js';
import { PageInterceptor } from './common/http/list/page.interceptor.js';
import { ProblemFilter } from './common/http/problem.filter.js';
import { RateLimitGuard } from './common/http/rate-limit/rate-limit.guard.js';
import { RateLimitModule } from './common/http/rate-limit/rate-limit.module.js';
import { InputValidationPipe } from './common/http/validation/validation.pipe.js';
import { WriteOutcomeInterceptor } from './common/http/writes/write-outcome.interceptor.js';
import { WritesModule } from './common/http/writes/writes.module.js';
import { JobsModule } from './common/jobs/jobs.module.js';
import { StorageModule } from './common/storage/storage.module.js';
import { TimeModule } from './common/time/time.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { databaseOptions } from './config/database.config.js';
import { DocumentsModule } from './documents/index.js';
import { entities } from './entities.js';
import { AuthenticationGuard, IdentityModule } from './identity/index.js';
import { IntegrityModule } from './integrity/index.js';
import { InventoryModule } from './inventory/index.js';
import { LocationsModule } from './locations/index.js';
import { LoyaltyModule } from './loyalty/index.js';
import { NotificationsModule } from './notifications/index.js';
import { PartnersModule } from './partners/index.js';
import { PaymentsModule } from './payments/index.js';
import { PricingModule } from './pricing/index.js';
import { PurchasingModule } from './purchasing/index.js';
import { ReportingModule } from './reporting/index.js';
import { SalesModule } from './sales/index.js';
import { SettingsModule } from './settings/index.js';
import { SystemModule } from './system/index.js';

const GROUND = [TimeModule, JobsModule, WritesModule, RateLimitModule, StorageModule, SystemModule];
const CONTEXTS = [
  SettingsModule,
  AuditModule,
  IdentityModule,
  LocationsModule,
  CatalogModule,
  PartnersModule,
  DocumentsModule,
  PaymentsModule,
  PricingModule,
  InventoryModule,
  LoyaltyModule,
  PurchasingModule,
  SalesModule,
  NotificationsModule,
  ReportingModule,
  IntegrityModule,
];

/** Lists the contexts and registers what every request passes, in this order: guards, interceptors, pipe, filter. */
@Module({})
export class AppModule {
  static with(config: AppConfig, { offline = false } = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...databaseOptions(config.database_url, config.database_pool_size, { entities, migrations }),
            manualInitialization: offline,
            // The database was reached a moment ago; failing now is no passing trouble.
            retryAttempts: 0,
          }),
        }),
        ...GROUND,
        ...CONTEXTS,
      ],
      providers: [
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useClass: RolesGuard },
        { provide: APP_PIPE, useClass: InputValidationPipe },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        { provide: APP_INTERCEPTOR, useClass: WriteOutcomeInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
