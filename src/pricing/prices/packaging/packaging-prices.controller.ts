import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../../common/http/if-match.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { ListPackagingPricesQuery } from '../shared/dto/list-prices.query.dto.js';
import { PriceVerdictResponse } from '../shared/dto/price-verdict.response.js';
import { PriceBook } from '../shared/price-book.js';
import { PriceLists } from '../shared/price-lists.js';
import { PriceReads } from '../shared/price-reads.js';
import { PACKAGING_PRICES } from './packaging-prices.js';
import {
  PACKAGING_PRICE_VIEW,
  PackagingPriceResponse,
  type PackagingPriceRow,
} from './dto/packaging-price.response.js';
import {
  SavePackagingPriceDto,
  SavePackagingPricesDto,
  UpdatePackagingPriceDto,
} from './dto/save-packaging-price.dto.js';

@ApiTags('prices')
@Controller('prices/packaging')
export class PackagingPricesController {
  constructor(
    private readonly book: PriceBook,
    private readonly lists: PriceLists,
    private readonly reads: PriceReads,
  ) {}

  /** List prices of packs. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [PackagingPriceResponse] })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListPackagingPricesQuery,
  ): Promise<Page<PackagingPriceResponse>> {
    const { product_id, location_id, packaging_id, is_active } = query;
    const page = await this.reads.list<PackagingPriceRow>(
      PACKAGING_PRICE_VIEW,
      { product_id, location_id, packaging_id, is_active },
      query,
    );
    return page.map((row) => PackagingPriceResponse.from(row, can(caller.actor, 'costs:read')));
  }

  /** Make a pack price. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: PackagingPriceResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: SavePackagingPriceDto,
  ): Promise<PackagingPriceResponse> {
    return this.answer(await this.book.create(caller, PACKAGING_PRICES, body), caller);
  }

  /** Make or replace up to a thousand prices of packs; answers a verdict for each. */
  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: [PriceVerdictResponse] })
  async save(
    @CurrentCaller() caller: Caller,
    @Body() body: SavePackagingPricesDto,
  ): Promise<PriceVerdictResponse[]> {
    return (await this.lists.save(caller, PACKAGING_PRICES, body.items)).map(PriceVerdictResponse.from);
  }

  /** Get one pack price. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: PackagingPriceResponse })
  get(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<PackagingPriceResponse> {
    return this.answer(id, caller);
  }

  /** Change the fields of a pack price that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PackagingPriceResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdatePackagingPriceDto,
  ): Promise<PackagingPriceResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a pack price that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PackagingPriceResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdatePackagingPriceDto,
  ): Promise<PackagingPriceResponse> {
    return this.answer(await this.book.update(caller, PACKAGING_PRICES, { id, version }, body), caller);
  }

  /** End a pack price; its history stays. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.book.remove(caller, PACKAGING_PRICES, { id, version });
  }

  private async answer(id: string, { actor }: Caller): Promise<PackagingPriceResponse> {
    return PackagingPriceResponse.from(
      await this.reads.byId<PackagingPriceRow>(PACKAGING_PRICE_VIEW, id),
      can(actor, 'costs:read'),
    );
  }
}
