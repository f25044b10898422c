import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListPromotionsQuery } from './dto/list-promotions.query.dto.js';
import { PromotionPerformanceResponse } from './dto/promotion-performance.response.js';
import { PromotionResponse } from './dto/promotion.response.js';
import { SavePromotionDto, UpdatePromotionDto } from './dto/save-promotion.dto.js';
import { PromotionPerformance } from './promotion-performance.query.js';
import { PromotionReads } from './promotion-reads.js';
import { PromotionsService } from './promotions.service.js';

@ApiTags('promotions')
@Controller('promotions')
export class PromotionsController {
  constructor(
    private readonly promotions: PromotionsService,
    private readonly reads: PromotionReads,
    private readonly performances: PromotionPerformance,
  ) {}

  /** List promotions. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [PromotionResponse] })
  async list(@Query() query: ListPromotionsQuery): Promise<Page<PromotionResponse>> {
    return (await this.reads.list(query)).map((row) => PromotionResponse.from(row));
  }

  /** Make a promotion; the answer warns of what may not be meant. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: PromotionResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SavePromotionDto): Promise<PromotionResponse> {
    return this.reads.withWarnings(await this.promotions.create(caller, body));
  }

  /** Get one promotion, with warnings of what may not be meant. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: PromotionResponse })
  async get(@IdParam() id: string): Promise<PromotionResponse> {
    return this.reads.withWarnings(await this.reads.byId(id));
  }

  /** What a promotion did so far. */
  @Get(':id/performance')
  @RequirePermission('reports:read')
  @ApiOkResponse({ type: PromotionPerformanceResponse })
  async performance(@IdParam() id: string): Promise<PromotionPerformanceResponse> {
    return PromotionPerformanceResponse.from(await this.performances.of(id));
  }

  /** Change the fields of a promotion that are sent; a list that is sent replaces the present one. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PromotionResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdatePromotionDto,
  ): Promise<PromotionResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a promotion that are sent; a list that is sent replaces the present one. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PromotionResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdatePromotionDto,
  ): Promise<PromotionResponse> {
    return this.reads.withWarnings(await this.promotions.update(caller, { id, version }, body));
  }

  /** Switch a promotion on. */
  @Post(':id/activate')
  @HttpCode(200)
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PromotionResponse })
  async activate(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<PromotionResponse> {
    return this.reads.withWarnings(await this.promotions.activate(caller, { id, version }));
  }

  /** Switch a promotion off. */
  @Post(':id/deactivate')
  @HttpCode(200)
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PromotionResponse })
  async deactivate(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<PromotionResponse> {
    return this.reads.withWarnings(await this.promotions.deactivate(caller, { id, version }));
  }

  /** Delete a promotion that no sale used, with its coupons. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.promotions.remove(caller, { id, version });
  }
}
