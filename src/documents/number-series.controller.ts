import { Body, Controller, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../common/auth/caller.js';
import { RequirePermission } from '../common/auth/require-permission.decorator.js';
import { IfMatch } from '../common/http/if-match.decorator.js';
import type { Page } from '../common/http/list/page.js';
import { IdParam } from '../common/http/validation/id-param.js';
import { ListNumberSeriesQuery } from './dto/list-number-series.query.js';
import { NumberSeriesResponse } from './dto/number-series.response.js';
import { CreateNumberSeriesDto, UpdateNumberSeriesDto } from './dto/save-number-series.dto.js';
import { NumberSeriesReads } from './number-series-reads.js';
import { NumberSeriesService } from './number-series.service.js';

@ApiTags('number series')
@Controller('number-series')
export class NumberSeriesController {
  constructor(
    private readonly series: NumberSeriesService,
    private readonly reads: NumberSeriesReads,
  ) {}

  /** List the number series: those of document types, and those of receipts, which come into being with the first one. */
  @Get()
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: [NumberSeriesResponse] })
  async list(@Query() query: ListNumberSeriesQuery): Promise<Page<NumberSeriesResponse>> {
    const year = this.series.year();
    return (await this.reads.list(query)).map((series) => NumberSeriesResponse.in(year, series));
  }

  /** Make a series for a type of documents, or for those of one location or user. */
  @Post()
  @RequirePermission('documents:configure')
  @ApiCreatedResponse({ type: NumberSeriesResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: CreateNumberSeriesDto,
  ): Promise<NumberSeriesResponse> {
    return NumberSeriesResponse.in(this.series.year(), await this.series.create(caller, body));
  }

  /** Get one number series. */
  @Get(':id')
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: NumberSeriesResponse })
  async get(@IdParam() id: string): Promise<NumberSeriesResponse> {
    return NumberSeriesResponse.in(this.series.year(), await this.reads.byId(id));
  }

  /** Change how a series' numbers look and where they end; never which number comes next. */
  @Put(':id')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: NumberSeriesResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateNumberSeriesDto,
  ): Promise<NumberSeriesResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change how a series' numbers look and where they end; never which number comes next. */
  @Patch(':id')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: NumberSeriesResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateNumberSeriesDto,
  ): Promise<NumberSeriesResponse> {
    const series = await this.series.update(caller, { id, version }, body);
    return NumberSeriesResponse.in(this.series.year(), series);
  }
}
