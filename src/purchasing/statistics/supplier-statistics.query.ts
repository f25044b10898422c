import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { SupplierQueries } from '../../partners/index.js';
import { addDays } from '../domain/days.js';
import { performanceOf, type PerformanceCounts } from '../domain/supplier-performance.js';
import { SupplierStatisticsResponse } from './supplier-statistics.response.js';

const COUNTS = `
  SELECT d.deliveries, d.dated_deliveries, d.on_time_deliveries, d.received_quantity, d.accepted_quantity,
    o.order_lines, o.accurate_lines
  FROM (
    SELECT count(DISTINCT receipt_id)::int AS deliveries, count(is_on_time)::int AS dated_deliveries,
      (count(*) FILTER (WHERE is_on_time))::int AS on_time_deliveries,
      coalesce(sum(received_quantity), 0) AS received_quantity,
      coalesce(sum(accepted_quantity), 0) AS accepted_quantity
    FROM rpt_supplier_deliveries WHERE supplier_id = $1::uuid AND delivery_date BETWEEN $2::date AND $3::date
  ) AS d, (
    SELECT count(*)::int AS order_lines, (count(*) FILTER (WHERE is_accurate))::int AS accurate_lines
    FROM rpt_supplier_order_lines WHERE supplier_id = $1::uuid AND delivery_date BETWEEN $2::date AND $3::date
  ) AS o`;

/** How reliable a supplier was. */
@Injectable()
export class SupplierStatistics {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly suppliers: SupplierQueries,
    private readonly clock: Clock,
  ) {}

  /** Of the last `days` days, today included. Throws NotFound. */
  async of(supplier_id: string, days: number): Promise<SupplierStatisticsResponse> {
    const supplier = await this.suppliers.supplierForPurchase(this.dataSource, supplier_id);
    if (supplier === undefined) throw new NotFound('supplier', supplier_id);
    const end_date = this.clock.now().toISOString().slice(0, 10);
    const start_date = addDays(end_date, 1 - days);
    const counts = await queryOne<PerformanceCounts>(this.dataSource, COUNTS, [
      supplier_id,
      start_date,
      end_date,
    ]);
    return { supplier_id, name: supplier.name, start_date, end_date, ...performanceOf(counts) };
  }
}
