import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { ListStockDocumentsQuery } from '../lines/list-stock-documents.query.js';
import { CreateAdjustmentDto, UpdateAdjustmentDto } from './dto/adjustment.dto.js';
import { AdjustmentResponse, AdjustmentSummaryResponse } from './dto/adjustment.response.js';
import { StockDocuments } from '../lines/stock-documents.js';
import { AdjustmentDrafts } from './adjustment-drafts.js';
import { STOCK_ADJUSTMENT, AdjustmentReads } from './adjustment-reads.js';

@ApiTags('adjustments')
@Controller('inventory/adjustments')
export class AdjustmentsController {
  constructor(
    private readonly drafts: AdjustmentDrafts,
    private readonly reads: AdjustmentReads,
    private readonly documents: StockDocuments,
  ) {}

  /** List adjustments, newest first. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [AdjustmentSummaryResponse] })
  list(
    @CurrentCaller() { actor }: Caller,
    @Query() query: ListStockDocumentsQuery,
  ): Promise<Page<AdjustmentSummaryResponse>> {
    return this.reads.list(query, can(actor, 'costs:read'));
  }

  /** Draft an adjustment. */
  @Post()
  @RequirePermission('inventory:write')
  @ApiCreatedResponse({ type: AdjustmentResponse })
  create(
    @CurrentWrite() write: WriteRequest,
    @Body() body: CreateAdjustmentDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.drafts.create(write, body);
  }

  /** Get one adjustment with its lines. */
  @Get(':id')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: AdjustmentResponse })
  get(@CurrentCaller() { actor }: Caller, @IdParam() id: string): Promise<AdjustmentResponse> {
    return this.reads.one(id, can(actor, 'costs:read'));
  }

  /** Change the fields of a draft that are sent; sent lines replace all lines. */
  @Put(':id')
  @RequirePermission('inventory:write')
  @ApiOkResponse({ type: AdjustmentResponse })
  put(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateAdjustmentDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.drafts.update(write, { id, version }, body);
  }

  /** Change the fields of a draft that are sent; sent lines replace all lines. */
  @Patch(':id')
  @RequirePermission('inventory:write')
  @ApiOkResponse({ type: AdjustmentResponse })
  patch(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateAdjustmentDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.drafts.update(write, { id, version }, body);
  }

  /** Delete a draft. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('inventory:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.documents.remove(caller, { id, version }, STOCK_ADJUSTMENT);
  }
}
