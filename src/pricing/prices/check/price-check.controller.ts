import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { CheckPricesQuery } from './dto/check-prices.query.dto.js';
import { PriceProblemResponse } from './dto/price-problem.response.js';
import { PriceCheck } from './price-check.query.js';

@ApiTags('prices')
@Controller('prices/check')
export class PriceCheckController {
  constructor(private readonly check: PriceCheck) {}

  /** List products without a price, without a cost, or not sold above it. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [PriceProblemResponse] })
  async list(
    @CurrentCaller() { actor }: Caller,
    @Query() query: CheckPricesQuery,
  ): Promise<Page<PriceProblemResponse>> {
    const canSeeCosts = can(actor, 'costs:read');
    return (await this.check.list(query, canSeeCosts)).map((row) =>
      PriceProblemResponse.from(row, canSeeCosts),
    );
  }
}
