import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { AppConfig } from '../../../config/app-config.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { WindowCounter } from './window-counter.js';

const MINUTE_MS = 60_000;

/** What RateLimitGuard needs; the root module registers the guard itself, before all others. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => {
        const isOff = (limit: number): boolean => limit === 0 || config.rate_limit_per_minute === 0;
        return {
          storage: new WindowCounter(),
          throttlers: [
            {
              name: 'default',
              ttl: MINUTE_MS,
              limit: config.rate_limit_per_minute,
              skipIf: () => isOff(config.rate_limit_per_minute),
            },
            {
              name: 'signing_in',
              ttl: MINUTE_MS,
              limit: config.auth_rate_limit_per_minute,
              skipIf: (context) =>
                isOff(config.auth_rate_limit_per_minute) || RateLimitGuard.isNotSigningIn(context),
            },
          ],
        };
      },
    }),
  ],
  exports: [ThrottlerModule],
})
export class RateLimitModule {}
