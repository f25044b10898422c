import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../../common/http/if-match.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { ListPricesQuery } from '../shared/dto/list-prices.query.dto.js';
import { PriceVerdictResponse } from '../shared/dto/price-verdict.response.js';
import { PriceBook } from '../shared/price-book.js';
import { PriceLists } from '../shared/price-lists.js';
import { PriceReads } from '../shared/price-reads.js';
import { BASE_PRICES } from './base-prices.js';
import { BASE_PRICE_VIEW, PlacePriceResponse, type PlacePriceRow } from './dto/place-price.response.js';
import {
  SaveProductPriceDto,
  SaveProductPricesDto,
  UpdateProductPriceDto,
} from './dto/save-product-price.dto.js';

@ApiTags('prices')
@Controller('prices')
export class BasePricesController {
  constructor(
    private readonly book: PriceBook,
    private readonly lists: PriceLists,
    private readonly reads: PriceReads,
  ) {}

  /** List base prices of locations. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [PlacePriceResponse] })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListPricesQuery,
  ): Promise<Page<PlacePriceResponse>> {
    const { product_id, location_id, is_active } = query;
    const page = await this.reads.list<PlacePriceRow>(
      BASE_PRICE_VIEW,
      { product_id, location_id, is_active },
      query,
    );
    return page.map((row) => PlacePriceResponse.from(row, can(caller.actor, 'costs:read')));
  }

  /** Make a base price. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: PlacePriceResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: SaveProductPriceDto,
  ): Promise<PlacePriceResponse> {
    return this.answer(await this.book.create(caller, BASE_PRICES, body), caller);
  }

  /** Make or replace up to a thousand base prices of locations; answers a verdict for each. */
  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: [PriceVerdictResponse] })
  async save(
    @CurrentCaller() caller: Caller,
    @Body() body: SaveProductPricesDto,
  ): Promise<PriceVerdictResponse[]> {
    return (await this.lists.save(caller, BASE_PRICES, body.items)).map(PriceVerdictResponse.from);
  }

  /** Get one base price. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: PlacePriceResponse })
  get(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<PlacePriceResponse> {
    return this.answer(id, caller);
  }

  /** Change the fields of a base price that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PlacePriceResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateProductPriceDto,
  ): Promise<PlacePriceResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a base price that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PlacePriceResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateProductPriceDto,
  ): Promise<PlacePriceResponse> {
    return this.answer(await this.book.update(caller, BASE_PRICES, { id, version }, body), caller);
  }

  /** End a base price; its history stays. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.book.remove(caller, BASE_PRICES, { id, version });
  }

  private async answer(id: string, { actor }: Caller): Promise<PlacePriceResponse> {
    return PlacePriceResponse.from(
      await this.reads.byId<PlacePriceRow>(BASE_PRICE_VIEW, id),
      can(actor, 'costs:read'),
    );
  }
}
