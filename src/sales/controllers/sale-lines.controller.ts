import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { PaymentResponse } from '../../payments/index.js';
import { SaleItemDto } from '../dto/create-sale.dto.js';
import { PriceExplanationResponse } from '../dto/price-explanation.response.js';
import { ReturnSaleDto } from '../dto/return.dto.js';
import { ReturnResponse } from '../dto/return.response.js';
import { SaleItemResponse } from '../dto/sale-item.response.js';
import { SaleResponse } from '../dto/sale.response.js';
import { TenderDto } from '../dto/tender.dto.js';
import { ExplainPrice } from '../queries/explain-price.query.js';
import { SaleStore } from '../queries/sale-store.js';
import { ChangeCartUseCase } from '../use-cases/change-cart.use-case.js';
import { ReturnSaleUseCase } from '../use-cases/return-sale.use-case.js';
import { TakePaymentUseCase } from '../use-cases/take-payment.use-case.js';

/** The parts of one sale: lines, payments, returns. */
@ApiTags('sales')
@Controller('sales/:id')
export class SaleLinesController {
  constructor(
    private readonly store: SaleStore,
    private readonly prices: ExplainPrice,
    private readonly cart: ChangeCartUseCase,
    private readonly payment: TakePaymentUseCase,
    private readonly returning: ReturnSaleUseCase,
  ) {}

  /** List the lines of a sale */
  @Get('items')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: [SaleItemResponse] })
  async items(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<SaleItemResponse[]> {
    return (await this.store.get(id, caller.actor)).items;
  }

  /** Add a line to a pending sale; the cart is priced again */
  @Post('items')
  @RequirePermission('sales:write')
  @ApiCreatedResponse({ type: SaleResponse })
  addItem(
    @IdParam() id: string,
    @Body() dto: SaleItemDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.cart.add(write, id, dto);
  }

  /** Take a line off a pending sale; its stock goes back */
  @Delete('items/:item_id')
  @HttpCode(200)
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: SaleResponse })
  removeItem(
    @IdParam() id: string,
    @IdParam('item_id') itemId: string,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.cart.remove(write, id, itemId);
  }

  /** Explain the price of a line: every rule considered then, and the figures reckoned again from it */
  @Get('items/:item_id/price')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: PriceExplanationResponse })
  price(
    @IdParam() id: string,
    @IdParam('item_id') itemId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<PriceExplanationResponse> {
    return this.prices.run(id, itemId, caller.actor);
  }

  /** List the payments of a sale */
  @Get('payments')
  @RequirePermission('payments:read')
  @ApiOkResponse({ type: [PaymentResponse] })
  async payments(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<PaymentResponse[]> {
    return (await this.store.get(id, caller.actor)).payments;
  }

  /** Take a payment for a pending sale; the one that clears it completes it */
  @Post('payments')
  @RequirePermission('payments:write')
  @ApiCreatedResponse({ type: PaymentResponse })
  pay(
    @IdParam() id: string,
    @Body() dto: TenderDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.payment.execute(write, id, dto);
  }

  /** Take goods of this sale back and refund them */
  @Post('returns')
  @RequirePermission('sales:refund')
  @ApiCreatedResponse({ type: ReturnResponse })
  takeBack(
    @IdParam() id: string,
    @Body() dto: ReturnSaleDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<ReturnResponse>> {
    return this.returning.execute(write, id, dto);
  }
}
