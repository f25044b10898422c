import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { ListSalesQuery } from '../dto/list-sales.dto.js';
import { CreateOrderDto, OrderStatusDto, UpdateOrderDto } from '../dto/order.dto.js';
import { OrderResponse, OrderSummaryResponse, OrderTrackingResponse } from '../dto/order.response.js';
import { CancelSaleDto } from '../dto/update-sale.dto.js';
import { OrdersDesk } from '../use-cases/orders-desk.js';

/** The second door to sales, in the words of the POS Backend: the same rows, the same rules. */
@ApiTags('orders')
@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersDesk) {}

  /** List orders, newest first */
  @Get()
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: [OrderSummaryResponse] })
  list(@Query() request: ListSalesQuery): Promise<Page<OrderSummaryResponse>> {
    return this.orders.list(request);
  }

  /** Create an order: priced, its stock taken, to be paid */
  @Post()
  @RequirePermission('sales:write')
  @ApiCreatedResponse({ type: OrderResponse })
  create(
    @Body() dto: CreateOrderDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<OrderResponse>> {
    return this.orders.create(write, dto);
  }

  /** Show an order with its items */
  @Get(':id')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: OrderResponse })
  get(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<OrderResponse> {
    return this.orders.get(id, caller);
  }

  /** Change an order */
  @Put(':id')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: OrderResponse })
  replace(
    @IdParam() id: string,
    @Body() dto: UpdateOrderDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<OrderResponse>> {
    return this.orders.update(write, id, dto, version);
  }

  /** Change an order */
  @Patch(':id')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: OrderResponse })
  update(
    @IdParam() id: string,
    @Body() dto: UpdateOrderDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<OrderResponse>> {
    return this.orders.update(write, id, dto, version);
  }

  /** Cancel an order; its stock goes back */
  @Delete(':id')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: OrderResponse })
  remove(@IdParam() id: string, @CurrentWrite() write: WriteRequest): Promise<WriteOutcome<OrderResponse>> {
    return this.orders.cancel(write, id, {});
  }

  /** Cancel an order, saying why; its stock goes back */
  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: OrderResponse })
  cancel(
    @IdParam() id: string,
    @Body() dto: CancelSaleDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<OrderResponse>> {
    return this.orders.cancel(write, id, dto);
  }

  /** See where an order stands */
  @Get(':id/track')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: OrderTrackingResponse })
  track(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<OrderTrackingResponse> {
    return this.orders.track(id, caller);
  }

  /** Complete an order that is paid, or cancel it */
  @Patch(':id/status')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: OrderResponse })
  setStatus(
    @IdParam() id: string,
    @Body() dto: OrderStatusDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<OrderResponse>> {
    return this.orders.update(write, id, dto, version);
  }
}
