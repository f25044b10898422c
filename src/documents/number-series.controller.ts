import { Body, Controller, Get, Patch, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../common/auth/caller.js';
import { RequirePermission } from '../common/auth/require-permission.decorator.js';
import { IfMatch } from '../common/http/if-match.decorator.js';
import type { Page } from '../common/http/list/page.js';
import { IdParam } from '../common/http/validation/id-param.js';
import { ListNumberSeriesQuery } from './dto/list-number-series.query.js';
import { NumberSeriesResponse } from './dto/number-series.response.js';
import { UpdateNumberSeriesDto } from './dto/save-number-series.dto.js';
import { NumberSeriesReads } from './number-series-reads.js';
import { NumberSeriesService } from './number-series.service.js';

@ApiTags('number series')
@Controller('number-series')
export class NumberSeriesController {
  constructor(
    private readonly series: NumberSeriesService,
    private readonly reads: NumberSeriesReads,
  ) {}

  /** List the gapless number series; each comes into being with its first document. */
  @Get()
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: [NumberSeriesResponse] })
  async list(@Query() query: ListNumberSeriesQuery): Promise<Page<NumberSeriesResponse>> {
    return (await this.reads.list(query)).map(NumberSeriesResponse.from);
  }

  /** Get one number series. */
  @Get(':id')
  @RequirePermission('documents:read')
  @ApiOkResponse({ type: NumberSeriesResponse })
  async get(@IdParam() id: string): Promise<NumberSeriesResponse> {
    return NumberSeriesResponse.from(await this.reads.byId(id));
  }

  /** Change the prefix, digits or last number of a series. */
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

  /** Change the prefix, digits or last number of a series. */
  @Patch(':id')
  @RequirePermission('documents:configure')
  @ApiOkResponse({ type: NumberSeriesResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateNumberSeriesDto,
  ): Promise<NumberSeriesResponse> {
    return NumberSeriesResponse.from(await this.series.update(caller, { id, version }, body));
  }
}
