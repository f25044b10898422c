import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { CouponChecks } from './coupon-check.js';
import { CouponCheckResponse } from './dto/coupon-check.response.js';
import { CheckCouponQuery } from './dto/list-coupons.query.dto.js';

@ApiTags('promotions')
@Controller('coupons')
export class CouponCheckController {
  constructor(private readonly checks: CouponChecks) {}

  /** Whether the coupon with this code can be used now, and if not, why. */
  @Get(':code')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: CouponCheckResponse })
  async check(@Param('code') code: string, @Query() query: CheckCouponQuery): Promise<CouponCheckResponse> {
    return CouponCheckResponse.from(await this.checks.check(code, query));
  }
}
