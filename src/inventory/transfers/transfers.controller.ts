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
import { ListTransfersQuery } from './dto/list-transfers.query.js';
import { CreateTransferDto, UpdateTransferDto } from './dto/save-transfer.dto.js';
import { TransferResponse, TransferSummaryResponse } from './dto/transfer.response.js';
import { StockDocuments } from '../lines/stock-documents.js';
import { TransferDrafts } from './transfer-drafts.js';
import { STOCK_TRANSFER, TransferReads } from './transfer-reads.js';

@ApiTags('transfers')
@Controller('inventory/transfers')
export class TransfersController {
  constructor(
    private readonly drafts: TransferDrafts,
    private readonly reads: TransferReads,
    private readonly documents: StockDocuments,
  ) {}

  /** List transfers between locations, newest first. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [TransferSummaryResponse] })
  list(@Query() query: ListTransfersQuery): Promise<Page<TransferSummaryResponse>> {
    return this.reads.list(query);
  }

  /** Draft a transfer. */
  @Post()
  @RequirePermission('inventory:transfer')
  @ApiCreatedResponse({ type: TransferResponse })
  create(
    @CurrentWrite() write: WriteRequest,
    @Body() body: CreateTransferDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.drafts.create(write, body);
  }

  /** Get one transfer with its lines. */
  @Get(':id')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: TransferResponse })
  get(@CurrentCaller() { actor }: Caller, @IdParam() id: string): Promise<TransferResponse> {
    return this.reads.one(id, can(actor, 'costs:read'));
  }

  /** Change the fields of a draft that are sent; sent lines replace all lines. */
  @Put(':id')
  @RequirePermission('inventory:transfer')
  @ApiOkResponse({ type: TransferResponse })
  put(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateTransferDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.drafts.update(write, { id, version }, body);
  }

  /** Change the fields of a draft that are sent; sent lines replace all lines. */
  @Patch(':id')
  @RequirePermission('inventory:transfer')
  @ApiOkResponse({ type: TransferResponse })
  patch(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateTransferDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.drafts.update(write, { id, version }, body);
  }

  /** Delete a draft. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('inventory:transfer')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.documents.remove(caller, { id, version }, STOCK_TRANSFER);
  }
}
