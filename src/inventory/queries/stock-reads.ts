import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Page } from '../../common/http/list/page.js';
import type { ListHistoryQuery, ListMovementsQuery } from '../dto/list-movements.query.js';
import type { ListStockLevelsQuery } from '../dto/list-stock-levels.query.js';
import { HistoryEntryResponse, MovementResponse } from '../dto/movement.response.js';
import { StockLevelResponse } from '../dto/stock-level.response.js';
import type { StockSummaryQuery } from '../dto/stock-summary.query.js';
import { StockSummaryResponse } from '../dto/stock-summary.response.js';
import { StockProducts } from '../use-cases/stock-products.js';
import { MovementsQuery } from './movements.query.js';
import { StockLevelsQuery } from './stock-levels.query.js';
import { StockSummary } from './stock-summary.query.js';

/** The stock as callers see it; costs only for those who may see them. */
@Injectable()
export class StockReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: StockProducts,
    private readonly stockLevels: StockLevelsQuery,
    private readonly movements: MovementsQuery,
    private readonly stockSummary: StockSummary,
  ) {}

  async levels(filter: ListStockLevelsQuery, canSeeCosts: boolean): Promise<Page<StockLevelResponse>> {
    return (await this.stockLevels.run(filter)).map((row) => StockLevelResponse.from(row, canSeeCosts));
  }

  async log(filter: ListMovementsQuery, canSeeCosts: boolean): Promise<Page<MovementResponse>> {
    return (await this.movements.log(filter)).map((row) => MovementResponse.from(row, canSeeCosts));
  }

  /** Throws NotFound for an unknown product; one that never moved has an empty history. */
  async history(
    product_id: string,
    filter: ListHistoryQuery,
    canSeeCosts: boolean,
  ): Promise<Page<HistoryEntryResponse>> {
    await this.products.any(this.dataSource, product_id);
    return (await this.movements.history(product_id, filter)).map((row) =>
      HistoryEntryResponse.from(row, canSeeCosts),
    );
  }

  async summary(filter: StockSummaryQuery, canSeeCosts: boolean): Promise<StockSummaryResponse> {
    return StockSummaryResponse.from(await this.stockSummary.run(filter), canSeeCosts);
  }
}
