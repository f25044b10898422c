import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../../common/database/statement.js';
import { NotFound } from '../../../common/errors/domain-error.js';
import { askedConditions } from '../../../common/http/list/conditions.js';
import type { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { listRows } from '../../../common/http/list/list-rows.js';
import type { Page } from '../../../common/http/list/page.js';

/** How one kind of price is read. */
export interface PriceView {
  what: string;
  table: string;
  columns: readonly string[];
}

const VERSIONED = ['id', 'version', 'created_at', 'updated_at', 'is_active'];

function select({ columns }: PriceView): string {
  return [...VERSIONED, ...columns].map((column) => `t.${column}`).join(', ');
}

/** Reads prices of every kind for their own routes. */
@Injectable()
export class PriceReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Throws NotFound. */
  async byId<Row>(view: PriceView, id: string): Promise<Row> {
    const text = `SELECT ${select(view)} FROM ${view.table} t WHERE t.id = $1::uuid`;
    const [row] = await query<Row>(this.dataSource, text, [id]);
    if (row === undefined) throw new NotFound(view.what, id);
    return row;
  }

  /** `filters` are columns of the view and the values they must have; undefined asks for nothing. */
  list<Row extends object>(
    view: PriceView,
    filters: Readonly<Record<string, string | boolean | undefined>>,
    request: ListQuery,
  ): Promise<Page<Row>> {
    const asked = Object.entries(filters).map(([column, value]) => [`t.${column} =`, value] as const);
    return listRows<Row>(
      this.dataSource,
      {
        select: select(view),
        from: `${view.table} t`,
        ...askedConditions(asked),
        sortable: { created_at: { sql: 't.created_at', type: 'timestamptz' } },
        default_sort: '-created_at',
        id: 't.id',
      },
      request,
    );
  }
}
