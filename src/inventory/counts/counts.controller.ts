import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { ListStockDocumentsQuery } from '../lines/list-stock-documents.query.js';
import { CountEntries } from './count-entries.js';
import { CountOpening } from './count-opening.js';
import { CountReads } from './count-reads.js';
import {
  CountEntriesDto,
  ListCountEntriesQuery,
  ListCountLinesQuery,
  OpenCountDto,
} from './dto/count.dto.js';
import { CountEntryResponse, CountLineResponse, CountResponse } from './dto/count.response.js';

@ApiTags('stock counts')
@Controller('inventory/counts')
export class CountsController {
  constructor(
    private readonly opening: CountOpening,
    private readonly counting: CountEntries,
    private readonly reads: CountReads,
  ) {}

  /** List stock counts, newest first. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [CountResponse] })
  list(@Query() query: ListStockDocumentsQuery): Promise<Page<CountResponse>> {
    return this.reads.list(query);
  }

  /** Open a stock count. */
  @Post()
  @RequirePermission('inventory:count')
  @ApiCreatedResponse({ type: CountResponse })
  open(
    @CurrentWrite() write: WriteRequest,
    @Body() body: OpenCountDto,
  ): Promise<WriteOutcome<CountResponse>> {
    return this.opening.open(write, body);
  }

  /** Get one stock count. */
  @Get(':id')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: CountResponse })
  get(@IdParam() id: string): Promise<CountResponse> {
    return this.reads.one(id);
  }

  /** List what was counted, by whom and where, newest first; entries that were counted again included. */
  @Get(':id/entries')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [CountEntryResponse] })
  entries(@IdParam() id: string, @Query() query: ListCountEntriesQuery): Promise<Page<CountEntryResponse>> {
    return this.reads.entries(id, query);
  }

  /** Enter what was counted; areas add up, an area that is counted again replaces what was counted there. */
  @Post(':id/entries')
  @RequirePermission('inventory:count')
  @ApiCreatedResponse({ type: [CountEntryResponse] })
  enter(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @Body() body: CountEntriesDto,
  ): Promise<WriteOutcome<CountEntryResponse[]>> {
    return this.counting.add(write, id, body);
  }

  /** List what was counted of each product and, for those who may see it, what the books said at that instant. */
  @Get(':id/lines')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [CountLineResponse] })
  lines(
    @CurrentCaller() { actor }: Caller,
    @IdParam() id: string,
    @Query() query: ListCountLinesQuery,
  ): Promise<Page<CountLineResponse>> {
    return this.reads.lines(id, query, actor);
  }
}
