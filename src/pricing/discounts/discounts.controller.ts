import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { DiscountReads } from './discount-reads.js';
import { DiscountsService } from './discounts.service.js';
import { DiscountResponse } from './dto/discount.response.js';
import { ListDiscountsQuery } from './dto/list-discounts.query.dto.js';
import { SaveDiscountDto, UpdateDiscountDto } from './dto/save-discount.dto.js';

@ApiTags('discounts')
@Controller('discounts')
export class DiscountsController {
  constructor(
    private readonly discounts: DiscountsService,
    private readonly reads: DiscountReads,
  ) {}

  /** List discounts. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [DiscountResponse] })
  async list(@Query() query: ListDiscountsQuery): Promise<Page<DiscountResponse>> {
    return (await this.reads.list(query)).map(DiscountResponse.from);
  }

  /** Make a discount. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: DiscountResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SaveDiscountDto): Promise<DiscountResponse> {
    return DiscountResponse.from(await this.discounts.create(caller, body));
  }

  /** Get one discount. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: DiscountResponse })
  async get(@IdParam() id: string): Promise<DiscountResponse> {
    return DiscountResponse.from(await this.reads.byId(id));
  }

  /** Change the fields of a discount that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: DiscountResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateDiscountDto,
  ): Promise<DiscountResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a discount that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: DiscountResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateDiscountDto,
  ): Promise<DiscountResponse> {
    return DiscountResponse.from(await this.discounts.update(caller, { id, version }, body));
  }

  /** Delete a discount, or switch it off when a sale used it. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.discounts.remove(caller, { id, version });
  }
}
