import { Module } from '@nestjs/common';
import { AuditLogController } from './audit-log.controller.js';
import { AuditLogReads } from './audit-log-reads.js';
import { AuditTrail } from './audit-trail.js';
import { SettingChanges } from './setting-changes.js';

@Module({
  controllers: [AuditLogController],
  providers: [AuditTrail, AuditLogReads, SettingChanges],
  exports: [AuditTrail],
})
export class AuditModule {}
