import { Body, Controller, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { PaymentResponse } from '../../payments/index.js';
import { CreatePaymentDto, PaymentStatusDto, RefundPaymentDto, saleIdOf } from '../dto/payment.dto.js';
import { ConfirmPaymentUseCase } from '../use-cases/confirm-payment.use-case.js';
import { RefundPaymentUseCase } from '../use-cases/refund-payment.use-case.js';
import { TakePaymentUseCase } from '../use-cases/take-payment.use-case.js';

/** Payments that change a sale; reading them is the payments context's own. */
@ApiTags('payments')
@Controller('payments')
export class PaymentMovesController {
  constructor(
    private readonly payment: TakePaymentUseCase,
    private readonly refunding: RefundPaymentUseCase,
    private readonly confirming: ConfirmPaymentUseCase,
  ) {}

  /** Take a payment for a sale or order */
  @Post()
  @RequirePermission('payments:write')
  @ApiCreatedResponse({ type: PaymentResponse })
  create(
    @Body() dto: CreatePaymentDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.payment.execute(write, saleIdOf(dto), dto);
  }

  /** Give money of a payment back, in whole or in part */
  @Post(':id/refund')
  @HttpCode(200)
  @RequirePermission('sales:refund')
  @ApiOkResponse({ type: PaymentResponse })
  refund(
    @IdParam() id: string,
    @Body() dto: RefundPaymentDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.refunding.execute(write, id, dto.amount ?? null, dto.reason ?? null);
  }

  /** Confirm a pending payment, or let it fail */
  @Patch(':id/status')
  @RequirePermission('payments:write')
  @ApiOkResponse({ type: PaymentResponse })
  setStatus(
    @IdParam() id: string,
    @Body() dto: PaymentStatusDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.confirming.execute(write, id, dto.status, version);
  }
}
