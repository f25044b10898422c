import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { PERIOD_COLUMNS, StockPeriodResponse, type StockPeriodRow } from './dto/stock-period.response.js';

const PLAN: ListPlan = {
  select: PERIOD_COLUMNS,
  from: 'stock_periods',
  where: [],
  params: [],
  sortable: {
    closed_until: { sql: 'stock_periods.closed_until', type: 'date' },
    closed_at: { sql: 'closed_at', type: 'timestamptz' },
  },
  default_sort: '-closed_until',
  id: 'id',
};

/** Closed periods, and those that were reopened. */
@Injectable()
export class StockPeriodsQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** One statement, two with `count=true`. */
  async list(request: ListQuery, canSeeCosts: boolean): Promise<Page<StockPeriodResponse>> {
    const page = await listRows<StockPeriodRow>(this.dataSource, PLAN, request);
    return page.map((row) => StockPeriodResponse.from(row, canSeeCosts));
  }
}
