import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { PaymentLedger } from '../ledger/payment-ledger.js';
import { ListPaymentsRequest } from './dto/list-payments.dto.js';
import { PaymentResponse } from './dto/payment.response.js';
import { ListPaymentsQuery } from './list-payments.query.js';

/** Reads of payments. Taking, refunding and confirming one changes its sale, so those routes are the sale's. */
@ApiTags('payments')
@Controller('payments')
@RequirePermission('payments:read')
export class PaymentsController {
  constructor(
    private readonly payments: ListPaymentsQuery,
    private readonly ledger: PaymentLedger,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** List payments, newest first. */
  @Get()
  @ApiOkResponse({ type: [PaymentResponse] })
  async list(@Query() request: ListPaymentsRequest): Promise<Page<PaymentResponse>> {
    return (await this.payments.run(request)).map(PaymentResponse.from);
  }

  /** Show a payment. */
  @Get(':id')
  async get(@IdParam('id') id: string): Promise<PaymentResponse> {
    return PaymentResponse.from(await this.ledger.find(this.dataSource, id));
  }
}
