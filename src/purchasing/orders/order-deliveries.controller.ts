import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { PriceSuggestionQuery } from '../prices/dto/price-suggestion.query.js';
import { PriceSuggestionResponse } from '../prices/dto/price-suggestion.response.js';
import { SuggestPrice } from '../prices/suggest-price.query.js';
import { DeliveryReceiptResponse } from '../receipts/dto/delivery-receipt.response.js';
import { ReceiveOrderDto } from '../receipts/dto/save-delivery-receipt.dto.js';
import { ReceiptWrites } from '../receipts/receipt-writes.js';

/** What comes of an order, and what it should cost. */
@ApiTags('purchasing')
@Controller('purchase-orders')
export class OrderDeliveriesController {
  constructor(
    private readonly receipts: ReceiptWrites,
    private readonly prices: SuggestPrice,
  ) {}

  /** Tell what a product will probably cost, and how that is known. */
  @Get('price-suggestion')
  @RequirePermission('costs:read')
  @ApiOkResponse({ type: PriceSuggestionResponse })
  suggestion(@Query() request: PriceSuggestionQuery): Promise<PriceSuggestionResponse> {
    return this.prices.run(request);
  }

  /** Receive goods of the order, in whole or in part: makes a delivery and completes it. */
  @Post(':id/receive')
  @RequirePermission('purchasing:receive')
  @ApiCreatedResponse({ type: DeliveryReceiptResponse })
  receive(
    @IdParam() id: string,
    @Body() dto: ReceiveOrderDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.receipts.receive(write, id, dto);
  }
}

/** The same under the address where stock keepers look for it. */
@ApiTags('purchasing')
@Controller('inventory/purchase-orders')
export class InventoryOrderDeliveriesController extends OrderDeliveriesController {}
