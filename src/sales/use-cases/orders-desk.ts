import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Page } from '../../common/http/list/page.js';
import { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import type { ListSalesQuery } from '../dto/list-sales.dto.js';
import { asSale, type CreateOrderDto, type OrderStatusDto, type UpdateOrderDto } from '../dto/order.dto.js';
import { OrderResponse, OrderSummaryResponse, OrderTrackingResponse } from '../dto/order.response.js';
import type { SaleResponse } from '../dto/sale.response.js';
import type { CancelSaleDto } from '../dto/update-sale.dto.js';
import { ListSales } from '../queries/list-sales.query.js';
import { SaleStore } from '../queries/sale-store.js';
import { CancelSaleUseCase } from './cancel-sale.use-case.js';
import { CreateSaleUseCase } from './create-sale.use-case.js';
import { UpdateSaleUseCase } from './update-sale.use-case.js';

function asOrder(outcome: WriteOutcome<SaleResponse>): WriteOutcome<OrderResponse> {
  return new WriteOutcome(OrderResponse.from(outcome.body), outcome.is_replay);
}

/** Translates orders into sales and back; decides nothing of its own. */
@Injectable()
export class OrdersDesk {
  constructor(
    private readonly listing: ListSales,
    private readonly store: SaleStore,
    private readonly creation: CreateSaleUseCase,
    private readonly updating: UpdateSaleUseCase,
    private readonly cancellation: CancelSaleUseCase,
  ) {}

  async list(request: ListSalesQuery): Promise<Page<OrderSummaryResponse>> {
    return (await this.listing.run(request)).map((sale) => OrderSummaryResponse.summary(sale));
  }

  async create(write: WriteRequest, dto: CreateOrderDto): Promise<WriteOutcome<OrderResponse>> {
    return asOrder(await this.creation.execute(write, asSale(dto)));
  }

  async get(id: string, caller: Caller): Promise<OrderResponse> {
    return OrderResponse.from(await this.store.get(id, caller.actor));
  }

  async track(id: string, caller: Caller): Promise<OrderTrackingResponse> {
    return OrderTrackingResponse.from(await this.store.get(id, caller.actor));
  }

  async update(
    write: WriteRequest,
    id: string,
    { discount, ...rest }: UpdateOrderDto & Partial<OrderStatusDto>,
    version?: number,
  ): Promise<WriteOutcome<OrderResponse>> {
    return asOrder(await this.updating.execute(write, id, { ...rest, discount_amount: discount }, version));
  }

  async cancel(write: WriteRequest, id: string, dto: CancelSaleDto): Promise<WriteOutcome<OrderResponse>> {
    return asOrder(await this.cancellation.execute(write, id, dto.reason ?? null));
  }
}
