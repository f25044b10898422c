import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { askedConditions, type Condition } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import { Page } from '../../common/http/list/page.js';
import { isDay } from '../../common/http/validation/day-or-instant.js';
import type { ListHistoryQuery, ListMovementsQuery } from '../dto/list-movements.query.js';
import type { HistoryRow, MovementRow } from '../dto/movement.response.js';
import type { MovementKind } from '../ledger/stock-ledger.types.js';
import { balanceAfter, withBalances } from './running-balance.js';

const COLUMNS = `
  m.id, m.product_id, p.sku, p.name, m.location_id, m.kind, m.quantity, m.unit_cost, m.value, m.layer_id,
  m.source_type, m.source_id, m.source_line_id, m.reverses_id, m.reason, m.actor_id, m.occurred_at,
  m.business_date::text AS business_date, m.created_at`;

/** A day bounds the business day, an instant the time at which it happened; both inclusive. */
function bound(operator: '>=' | '<=', value: string | undefined): Condition {
  if (value === undefined || isDay(value)) return [`m.business_date ${operator}`, value];
  return [`m.occurred_at ${operator}`, new Date(value)];
}

// Ids grow with time, so the key serves as the order of recording without an index of its own.
const RECORDED: Pick<ListPlan, 'sortable' | 'default_sort' | 'id'> = {
  sortable: { created_at: { sql: 'm.id', type: 'uuid' } },
  default_sort: '-created_at',
  id: 'm.id',
};

const MOVED = 'stock_movements m JOIN products p ON p.id = m.product_id';

/** One kind, written out so that the index of everything but sales can serve it. */
function ofKind(kind: MovementKind | undefined): string[] {
  return kind === undefined ? [] : [`m.kind = '${kind}'`];
}

/** Reads the stock ledger. */
@Injectable()
export class MovementsQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** One statement, two with `count=true`. */
  log(filter: ListMovementsQuery): Promise<Page<MovementRow>> {
    const { where, params } = askedConditions([
      ['m.product_id =', filter.product_id],
      ['m.location_id =', filter.location_id],
      ['m.source_id =', filter.source_id],
      bound('>=', filter.from),
      bound('<=', filter.to),
    ]);
    const conditions = { where: [...where, ...ofKind(filter.kind)], params };
    return listRows(this.dataSource, { select: COLUMNS, from: MOVED, ...conditions, ...RECORDED }, filter);
  }

  /** With what was on hand after each movement. A statement more than `log`, all on one view of the ledger. */
  history(product_id: string, filter: ListHistoryQuery): Promise<Page<HistoryRow>> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const conditions = askedConditions([
        ['m.product_id =', product_id],
        ['m.location_id =', filter.location_id],
      ]);
      const plan: ListPlan = { select: COLUMNS, from: MOVED, ...conditions, ...RECORDED };
      const page = await listRows<MovementRow>(tx, plan, filter);
      const [first, second] = page.items;
      if (first === undefined) return new Page<HistoryRow>([], undefined, page.total);
      const isNewestFirst = second === undefined ? filter.sort !== 'created_at' : second.id < first.id;
      const balance = await balanceAfter(tx, first, filter.location_id, isNewestFirst);
      return new Page(withBalances(page.items, balance, isNewestFirst), page.next_cursor, page.total);
    });
  }
}
