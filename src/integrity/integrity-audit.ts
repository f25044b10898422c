import type { DataSource } from 'typeorm';
import { ACCOUNT_CHECKS } from './checks/account-checks.js';
import { CATALOG_CHECKS } from './checks/catalog-checks.js';
import type { Check } from './checks/check.js';
import { DOCUMENT_CHECKS } from './checks/document-checks.js';
import { DOCUMENT_STOCK_CHECKS } from './checks/document-stock-checks.js';
import { HISTORY_CHECKS } from './checks/history-checks.js';
import { LOT_CHECKS } from './checks/lot-checks.js';
import { LOYALTY_CHECKS } from './checks/loyalty-checks.js';
import { MONEY_CHECKS } from './checks/money-checks.js';
import { PROMOTION_CHECKS } from './checks/promotion-checks.js';
import { PURCHASING_CHECKS } from './checks/purchasing-checks.js';
import { RECEIPT_CHECKS } from './checks/receipt-checks.js';
import { RESERVATION_CHECKS } from './checks/reservation-checks.js';
import { STOCK_CHECKS } from './checks/stock-checks.js';
import { TRANSIT_CHECKS } from './checks/transit-checks.js';
import type { CheckResponse, DriftResponse, IntegrityResponse } from './integrity.response.js';

export const CHECKS: readonly Check[] = [
  ...STOCK_CHECKS,
  ...LOT_CHECKS,
  ...RESERVATION_CHECKS,
  ...TRANSIT_CHECKS,
  ...DOCUMENT_STOCK_CHECKS,
  ...HISTORY_CHECKS,
  ...PURCHASING_CHECKS,
  ...MONEY_CHECKS,
  ...ACCOUNT_CHECKS,
  ...RECEIPT_CHECKS,
  ...LOYALTY_CHECKS,
  ...PROMOTION_CHECKS,
  ...CATALOG_CHECKS,
  ...DOCUMENT_CHECKS,
];

const SHOWN = 100;

/**
 * Recomputes every projection from the append-only truth and lists each difference. Reads one snapshot
 * (REPEATABLE READ, READ ONLY), so it can run beside a busy shop; it scans the ledgers, so run it off-peak on large
 * ones. Changes nothing.
 */
export async function auditIntegrity(dataSource: DataSource): Promise<IntegrityResponse> {
  const started = performance.now();
  const checks = await dataSource.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('SET TRANSACTION READ ONLY');
    await tx.query('SET LOCAL statement_timeout = 0');
    const results: CheckResponse[] = [];
    for (const { name, promise, sql } of CHECKS) {
      const rows = await tx.query<(DriftResponse & { total: string })[]>(
        `SELECT drift.*, count(*) OVER () AS total FROM (${sql}) AS drift LIMIT ${SHOWN}`,
      );
      const drift = rows.map(({ subject, expected, found }) => ({ subject, expected, found }));
      results.push({ name, promise, drift_count: Number(rows[0]?.total ?? 0), drift });
    }
    return results;
  });
  const drift_count = checks.reduce((total, check) => total + check.drift_count, 0);
  return {
    is_clean: drift_count === 0,
    drift_count,
    duration_ms: Math.round(performance.now() - started),
    checks,
  };
}
