export { AuditModule } from './audit.module.js';
export { AuditTrail, type AuditEntry, type AuditHistoryEntry, type AuditSource } from './audit-trail.js';
export { changedFields } from './domain/changed-fields.js';
