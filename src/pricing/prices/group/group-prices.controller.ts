import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../../common/http/if-match.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { ListGroupPricesQuery } from '../shared/dto/list-prices.query.dto.js';
import { PriceVerdictResponse } from '../shared/dto/price-verdict.response.js';
import { PriceBook } from '../shared/price-book.js';
import { PriceLists } from '../shared/price-lists.js';
import { PriceReads } from '../shared/price-reads.js';
import { GROUP_PRICES } from './group-prices.js';
import { GROUP_PRICE_VIEW, GroupPriceResponse, type GroupPriceRow } from './dto/group-price.response.js';
import { SaveGroupPriceDto, SaveGroupPricesDto, UpdateGroupPriceDto } from './dto/save-group-price.dto.js';

@ApiTags('prices')
@Controller('prices/group')
export class GroupPricesController {
  constructor(
    private readonly book: PriceBook,
    private readonly lists: PriceLists,
    private readonly reads: PriceReads,
  ) {}

  /** List prices of price groups. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [GroupPriceResponse] })
  async list(@Query() query: ListGroupPricesQuery): Promise<Page<GroupPriceResponse>> {
    const { product_id, location_id, price_group_id, is_active } = query;
    const page = await this.reads.list<GroupPriceRow>(
      GROUP_PRICE_VIEW,
      { product_id, location_id, price_group_id, is_active },
      query,
    );
    return page.map(GroupPriceResponse.from);
  }

  /** Make a group price. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: GroupPriceResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: SaveGroupPriceDto,
  ): Promise<GroupPriceResponse> {
    return this.answer(await this.book.create(caller, GROUP_PRICES, body));
  }

  /** Make or replace up to a thousand prices of price groups; answers a verdict for each. */
  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: [PriceVerdictResponse] })
  async save(
    @CurrentCaller() caller: Caller,
    @Body() body: SaveGroupPricesDto,
  ): Promise<PriceVerdictResponse[]> {
    return (await this.lists.save(caller, GROUP_PRICES, body.items)).map(PriceVerdictResponse.from);
  }

  /** Get one group price. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: GroupPriceResponse })
  get(@IdParam() id: string): Promise<GroupPriceResponse> {
    return this.answer(id);
  }

  /** Change the fields of a group price that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: GroupPriceResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateGroupPriceDto,
  ): Promise<GroupPriceResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a group price that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: GroupPriceResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateGroupPriceDto,
  ): Promise<GroupPriceResponse> {
    return this.answer(await this.book.update(caller, GROUP_PRICES, { id, version }, body));
  }

  /** End a group price; its history stays. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.book.remove(caller, GROUP_PRICES, { id, version });
  }

  private async answer(id: string): Promise<GroupPriceResponse> {
    return GroupPriceResponse.from(await this.reads.byId<GroupPriceRow>(GROUP_PRICE_VIEW, id));
  }
}
