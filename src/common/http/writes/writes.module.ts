import { Global, Module } from '@nestjs/common';
import { IdempotencyPurge } from './idempotency-purge.js';
import { Writes } from './writes.js';

@Global()
@Module({ providers: [Writes, IdempotencyPurge], exports: [Writes] })
export class WritesModule {}
