import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
import { STEP_PRICES } from './step-prices.js';
import { STEP_PRICE_VIEW, StepPriceResponse, type StepPriceRow } from './dto/step-price.response.js';
import { SaveStepPriceDto, SaveStepPricesDto, UpdateStepPriceDto } from './dto/save-step-price.dto.js';

@ApiTags('prices')
@Controller('prices/step')
export class StepPricesController {
  constructor(
    private readonly book: PriceBook,
    private readonly lists: PriceLists,
    private readonly reads: PriceReads,
  ) {}

  /** List step prices. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [StepPriceResponse] })
  async list(@Query() query: ListPricesQuery): Promise<Page<StepPriceResponse>> {
    const { product_id, location_id, is_active } = query;
    const page = await this.reads.list<StepPriceRow>(
      STEP_PRICE_VIEW,
      { product_id, location_id, is_active },
      query,
    );
    return page.map(StepPriceResponse.from);
  }

  /** Make a step price. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: StepPriceResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SaveStepPriceDto): Promise<StepPriceResponse> {
    return this.answer(await this.book.create(caller, STEP_PRICES, body));
  }

  /** Make or replace up to a thousand step prices; answers a verdict for each. */
  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: [PriceVerdictResponse] })
  async save(
    @CurrentCaller() caller: Caller,
    @Body() body: SaveStepPricesDto,
  ): Promise<PriceVerdictResponse[]> {
    return (await this.lists.save(caller, STEP_PRICES, body.items)).map(PriceVerdictResponse.from);
  }

  /** Get one step price. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: StepPriceResponse })
  get(@IdParam() id: string): Promise<StepPriceResponse> {
    return this.answer(id);
  }

  /** Change the fields of a step price that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: StepPriceResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateStepPriceDto,
  ): Promise<StepPriceResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a step price that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: StepPriceResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateStepPriceDto,
  ): Promise<StepPriceResponse> {
    return this.answer(await this.book.update(caller, STEP_PRICES, { id, version }, body));
  }

  /** End a step price; its history stays. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.book.remove(caller, STEP_PRICES, { id, version });
  }

  private async answer(id: string): Promise<StepPriceResponse> {
    return StepPriceResponse.from(await this.reads.byId<StepPriceRow>(STEP_PRICE_VIEW, id));
  }
}
