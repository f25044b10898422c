import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { AdjustPointsUseCase } from './adjust-points.use-case.js';
import { CustomerLoyaltyQuery } from './customer-loyalty.query.js';
import { AdjustPointsDto } from './dto/adjust-points.dto.js';
import { AdjustedPointsResponse } from './dto/adjusted-points.response.js';
import { CustomerLoyaltyResponse } from './dto/customer-loyalty.response.js';

@ApiTags('loyalty')
@Controller('customers/:id/loyalty')
export class CustomerLoyaltyController {
  constructor(
    private readonly loyalty: CustomerLoyaltyQuery,
    private readonly adjustPoints: AdjustPointsUseCase,
  ) {}

  /** Get a customer's memberships: points, tier, and what expires soon. */
  @Get()
  @RequirePermission('loyalty:read')
  @ApiOkResponse({ type: CustomerLoyaltyResponse })
  get(@IdParam() id: string): Promise<CustomerLoyaltyResponse> {
    return this.loyalty.run(id);
  }

  /** Give points to a customer, or take some; one who is no member becomes one. */
  @Post()
  @HttpCode(200)
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: AdjustedPointsResponse })
  adjust(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @Body() input: AdjustPointsDto,
  ): Promise<WriteOutcome<AdjustedPointsResponse>> {
    return this.adjustPoints.execute(write, id, input);
  }
}
