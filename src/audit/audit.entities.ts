import { AuditLogEntry } from './audit-entry.entity.js';

export const auditEntities = [AuditLogEntry];
