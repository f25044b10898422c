import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { CouponGenerator } from './coupon-generator.js';
import { CouponReads } from './coupon-reads.js';
import { CouponsService } from './coupons.service.js';
import { CouponResponse } from './dto/coupon.response.js';
import { ListCouponsQuery } from './dto/list-coupons.query.dto.js';
import { GenerateCouponsDto, SaveCouponDto, UpdateCouponDto } from './dto/save-coupon.dto.js';

@ApiTags('promotions')
@Controller('promotions/:promotion_id/coupons')
export class CouponsController {
  constructor(
    private readonly coupons: CouponsService,
    private readonly generator: CouponGenerator,
    private readonly reads: CouponReads,
  ) {}

  /** List the coupons of a promotion. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [CouponResponse] })
  async list(
    @IdParam('promotion_id') promotionId: string,
    @Query() query: ListCouponsQuery,
  ): Promise<Page<CouponResponse>> {
    return (await this.reads.list(promotionId, query)).map(CouponResponse.from);
  }

  /** Make a coupon. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: CouponResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @IdParam('promotion_id') promotionId: string,
    @Body() body: SaveCouponDto,
  ): Promise<CouponResponse> {
    return CouponResponse.from(await this.coupons.create(caller, promotionId, body));
  }

  /** Make up to a thousand coupons with random codes. */
  @Post('generate')
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: [CouponResponse] })
  async generate(
    @CurrentCaller() caller: Caller,
    @IdParam('promotion_id') promotionId: string,
    @Body() body: GenerateCouponsDto,
  ): Promise<CouponResponse[]> {
    return (await this.generator.generate(caller, promotionId, body)).map(CouponResponse.from);
  }

  /** Get one coupon. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: CouponResponse })
  async get(@IdParam('promotion_id') promotionId: string, @IdParam() id: string): Promise<CouponResponse> {
    return CouponResponse.from(await this.reads.byId(promotionId, id));
  }

  /** Change the fields of a coupon that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: CouponResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam('promotion_id') promotionId: string,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateCouponDto,
  ): Promise<CouponResponse> {
    return this.patch(caller, promotionId, id, version, body);
  }

  /** Change the fields of a coupon that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: CouponResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam('promotion_id') promotion_id: string,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateCouponDto,
  ): Promise<CouponResponse> {
    return CouponResponse.from(await this.coupons.update(caller, { promotion_id, id, version }, body));
  }

  /** Delete a coupon that no sale used. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam('promotion_id') promotion_id: string,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.coupons.remove(caller, { promotion_id, id, version });
  }
}
