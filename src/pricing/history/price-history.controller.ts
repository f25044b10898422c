import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListPriceHistoryQuery } from './dto/list-price-history.query.dto.js';
import { PriceChangeResponse } from './dto/price-change.response.js';
import { PriceHistory } from './price-history.query.js';

@ApiTags('prices')
@Controller('products')
export class PriceHistoryController {
  constructor(private readonly history: PriceHistory) {}

  /** List what prices a product had, and when each began and ended. */
  @Get(':id/price-history')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [PriceChangeResponse] })
  async list(
    @IdParam() id: string,
    @Query() query: ListPriceHistoryQuery,
  ): Promise<Page<PriceChangeResponse>> {
    return (await this.history.list(id, query)).map(PriceChangeResponse.from);
  }
}
