import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { PaymentResponse } from '../payments/dto/payment.response.js';
import { ListEmployeeTransactionsRequest } from './dto/list-transactions.dto.js';
import { TransactionEmployeeResponse, TransactionSaleResponse } from './dto/transaction-related.response.js';
import { TransactionResponse } from './dto/transaction.response.js';
import { TransactionsQuery } from './transactions.query.js';

/** From a movement of money to what it belongs to, and from an employee to theirs. */
@ApiTags('transactions')
@Controller()
@RequirePermission('payments:read')
export class TransactionLinksController {
  constructor(private readonly transactions: TransactionsQuery) {}

  /** Show which employee stood at the till. */
  @Get('transactions/:id/employee')
  async employee(@IdParam('id') id: string): Promise<TransactionEmployeeResponse> {
    return TransactionEmployeeResponse.from(await this.transactions.withEmployee(id));
  }

  /** Show what the journal knows of the sale. */
  @Get('transactions/:id/sale')
  async sale(@IdParam('id') id: string): Promise<TransactionSaleResponse> {
    return TransactionSaleResponse.from(await this.transactions.saleOf(id));
  }

  /** Show the payment that was taken or given back. */
  @Get('transactions/:id/payment')
  async payment(@IdParam('id') id: string): Promise<PaymentResponse> {
    return PaymentResponse.from(await this.transactions.paymentOf(id));
  }

  /** List the movements of money of an employee, newest first. */
  @Get('employees/:id/transactions')
  @ApiOkResponse({ type: [TransactionResponse] })
  async ofEmployee(
    @IdParam('id') employee_id: string,
    @Query() request: ListEmployeeTransactionsRequest,
  ): Promise<Page<TransactionResponse>> {
    return (await this.transactions.list({ ...request, employee_id })).map(TransactionResponse.from);
  }
}
