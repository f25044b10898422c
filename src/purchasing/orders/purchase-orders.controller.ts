import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { SavePurchaseOrderDto, UpdatePurchaseOrderDto } from './dto/save-purchase-order.dto.js';
import { PurchaseOrderResponse, PurchaseOrderSummaryResponse } from './dto/purchase-order.response.js';
import { ListOrdersDto } from './dto/list-orders.dto.js';
import { ListOrders } from './list-orders.query.js';
import { OrderStore } from './order-store.js';
import { OrderWrites } from './order-writes.js';

@ApiTags('purchasing')
@Controller('purchase-orders')
export class PurchaseOrdersController {
  constructor(
    private readonly listing: ListOrders,
    private readonly store: OrderStore,
    private readonly writes: OrderWrites,
  ) {}

  /** List purchase orders, newest first. */
  @Get()
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [PurchaseOrderSummaryResponse] })
  list(
    @Query() request: ListOrdersDto,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<PurchaseOrderSummaryResponse>> {
    return this.listing.run(request, actor);
  }

  /** List orders that are not all delivered, the next expected first. */
  @Get('pending')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [PurchaseOrderSummaryResponse] })
  pending(
    @Query() request: ListOrdersDto,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<PurchaseOrderSummaryResponse>> {
    return this.listing.pending(request, actor);
  }

  /** List orders that should have been delivered by now, the longest overdue first. */
  @Get('overdue')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [PurchaseOrderSummaryResponse] })
  overdue(
    @Query() request: ListOrdersDto,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<PurchaseOrderSummaryResponse>> {
    return this.listing.overdue(request, actor);
  }

  /** Make a purchase order. */
  @Post()
  @RequirePermission('purchasing:write')
  @ApiCreatedResponse({ type: PurchaseOrderResponse })
  create(
    @Body() dto: SavePurchaseOrderDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.writes.create(write, dto);
  }

  /** Show a purchase order with its lines. */
  @Get(':id')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  get(@IdParam() id: string, @CurrentCaller() { actor }: Caller): Promise<PurchaseOrderResponse> {
    return this.store.get(id, actor);
  }

  /** Change the sent fields of a purchase order. */
  @Put(':id')
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  put(
    @IdParam() id: string,
    @Body() dto: UpdatePurchaseOrderDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.writes.update(write, id, dto, version);
  }

  /** Change the sent fields of a purchase order. */
  @Patch(':id')
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  patch(
    @IdParam() id: string,
    @Body() dto: UpdatePurchaseOrderDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.writes.update(write, id, dto, version);
  }

  /** Delete a purchase order that is still a draft. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('purchasing:write')
  @ApiNoContentResponse()
  async remove(
    @IdParam() id: string,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<void> {
    await this.writes.remove(write, id, version);
  }
}

/** The same orders where stock keepers look for them. */
@ApiTags('purchasing')
@Controller('inventory/purchase-orders')
export class InventoryPurchaseOrdersController extends PurchaseOrdersController {}
