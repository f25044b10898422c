import type { TestApp } from '../../support/test-app.js';

export interface AuditRow {
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** What the audit log holds about one subject, oldest first. */
export function auditOf(t: TestApp, subjectId: string): Promise<AuditRow[]> {
  return t.dataSource.query(`SELECT action, before, after FROM audit_log WHERE subject_id = $1 ORDER BY id`, [
    subjectId,
  ]);
}

/** The wrong fields of a 422, each once. */
export function wrongFields(body: unknown): string[] {
  return [...new Set((body as { errors: { field: string }[] }).errors.map(({ field }) => field))].sort();
}

/** `field CODE` of each error of a 422. */
export function fieldErrors(body: unknown): string[] {
  return (body as { errors: { field: string; code: string }[] }).errors.map(
    ({ field, code }) => `${field} ${code}`,
  );
}

export interface Product {
  id: string;
  sku: string;
  version: number;
  [field: string]: unknown;
}
