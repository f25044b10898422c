import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { ListStockAsOfQuery } from './dto/list-stock-as-of.query.js';
import { StockAsOfResponse } from './dto/stock-as-of.response.js';
import { StockHistoryReads } from './stock-history-reads.js';

@ApiTags('inventory')
@Controller('inventory/stock')
export class StockHistoryController {
  constructor(private readonly reads: StockHistoryReads) {}

  /** List what each location held of each product at any time, as it was known then or later. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [StockAsOfResponse] })
  list(
    @CurrentCaller() { actor }: Caller,
    @Query() query: ListStockAsOfQuery,
  ): Promise<Page<StockAsOfResponse>> {
    return this.reads.list(query, can(actor, 'costs:read'));
  }
}
