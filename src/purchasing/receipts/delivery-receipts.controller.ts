import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { SaveDeliveryReceiptDto, UpdateDeliveryReceiptDto } from './dto/save-delivery-receipt.dto.js';
import { DeliveryReceiptResponse, DeliveryReceiptSummaryResponse } from './dto/delivery-receipt.response.js';
import { ListPartnerDocumentsDto } from '../shared/list-documents.dto.js';
import { ListReceipts } from './list-receipts.query.js';
import { ReceiptStore } from './receipt-store.js';
import { ReceiptWrites } from './receipt-writes.js';
import { ReceiptChanges } from './receipt-changes.js';

@ApiTags('purchasing')
@Controller('delivery-receipts')
export class DeliveryReceiptsController {
  constructor(
    private readonly listing: ListReceipts,
    private readonly store: ReceiptStore,
    private readonly writes: ReceiptWrites,
    private readonly changes: ReceiptChanges,
  ) {}

  /** List deliveries, newest first. */
  @Get()
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DeliveryReceiptSummaryResponse] })
  list(
    @Query() request: ListPartnerDocumentsDto,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<DeliveryReceiptSummaryResponse>> {
    return this.listing.run(request, actor);
  }

  /** Make a delivery. */
  @Post()
  @RequirePermission('purchasing:receive')
  @ApiCreatedResponse({ type: DeliveryReceiptResponse })
  create(
    @Body() dto: SaveDeliveryReceiptDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.writes.create(write, dto);
  }

  /** Show a delivery with its lines. */
  @Get(':id')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  get(@IdParam() id: string, @CurrentCaller() { actor }: Caller): Promise<DeliveryReceiptResponse> {
    return this.store.get(id, actor);
  }

  /** Change the sent fields of a delivery. */
  @Put(':id')
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  put(
    @IdParam() id: string,
    @Body() dto: UpdateDeliveryReceiptDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.changes.update(write, id, dto, version);
  }

  /** Change the sent fields of a delivery. */
  @Patch(':id')
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  patch(
    @IdParam() id: string,
    @Body() dto: UpdateDeliveryReceiptDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.changes.update(write, id, dto, version);
  }

  /** Delete a delivery that is still a draft. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('purchasing:receive')
  @ApiNoContentResponse()
  async remove(
    @IdParam() id: string,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<void> {
    await this.writes.remove(write, id, version);
  }
}
