import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListHistoryQuery, ListMovementsQuery } from '../dto/list-movements.query.js';
import { ListStockLevelsQuery } from '../dto/list-stock-levels.query.js';
import { HistoryEntryResponse, MovementResponse } from '../dto/movement.response.js';
import { StockLevelResponse } from '../dto/stock-level.response.js';
import { StockSummaryQuery } from '../dto/stock-summary.query.js';
import { StockSummaryResponse } from '../dto/stock-summary.response.js';
import { StockReads } from '../queries/stock-reads.js';

@ApiTags('inventory')
@Controller('inventory')
@RequirePermission('inventory:read')
export class StockReadsController {
  constructor(private readonly reads: StockReads) {}

  /** List what each location holds of each product. */
  @Get('stock-levels')
  @ApiOkResponse({ type: [StockLevelResponse] })
  levels(
    @CurrentCaller() { actor }: Caller,
    @Query() query: ListStockLevelsQuery,
  ): Promise<Page<StockLevelResponse>> {
    return this.reads.levels(query, can(actor, 'costs:read'));
  }

  /** List all movements of stock, newest first. */
  @Get('log')
  @ApiOkResponse({ type: [MovementResponse] })
  log(
    @CurrentCaller() { actor }: Caller,
    @Query() query: ListMovementsQuery,
  ): Promise<Page<MovementResponse>> {
    return this.reads.log(query, can(actor, 'costs:read'));
  }

  /** List a product's movements, newest first, with what was on hand after each. */
  @Get('history/:product_id')
  @ApiOkResponse({ type: [HistoryEntryResponse] })
  history(
    @CurrentCaller() { actor }: Caller,
    @IdParam('product_id') product_id: string,
    @Query() query: ListHistoryQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.reads.history(product_id, query, can(actor, 'costs:read'));
  }

  /** Sum up the stock: how much there is, how much of it is low or out, what it cost. */
  @Get('summary')
  @ApiOkResponse({ type: StockSummaryResponse })
  summary(
    @CurrentCaller() { actor }: Caller,
    @Query() query: StockSummaryQuery,
  ): Promise<StockSummaryResponse> {
    return this.reads.summary(query, can(actor, 'costs:read'));
  }
}
