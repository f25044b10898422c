import { Global, Module } from '@nestjs/common';
import { Writes } from './writes.js';

@Global()
@Module({ providers: [Writes], exports: [Writes] })
export class WritesModule {}
