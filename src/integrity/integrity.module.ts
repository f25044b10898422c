import { Module } from '@nestjs/common';
import { IntegrityController } from './integrity.controller.js';
import { NightlyAudit } from './nightly-audit.js';

@Module({ controllers: [IntegrityController], providers: [NightlyAudit] })
export class IntegrityModule {}
