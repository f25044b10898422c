import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { SaleSummaryResponse } from '../dto/sale-summary.response.js';
import { AccountReads } from './account-reads.js';
import { AdjustAccountUseCase } from './adjust-account.use-case.js';
import { CustomerSummaryQuery } from './customer-summary.query.js';
import { AccountAdjustmentResponse } from './dto/account-adjustment.response.js';
import { AccountPaymentResponse } from './dto/account-payment.response.js';
import { AdjustAccountDto } from './dto/adjust-account.dto.js';
import { CustomerSummaryResponse } from './dto/customer-summary.response.js';
import { ListCustomerSalesQuery } from './dto/list-customer-sales.query.js';
import { ReceivablesQuery } from './dto/receivables.query.js';
import { ReceivablesResponse } from './dto/receivables.response.js';
import { ReceivePaymentDto } from './dto/receive-payment.dto.js';
import { StatementQuery } from './dto/statement.query.js';
import { StatementResponse } from './dto/statement.response.js';
import { ReceivePaymentUseCase } from './receive-payment.use-case.js';

/** What customers buy and owe. */
@ApiTags('customers')
@Controller('customers/:id')
export class CustomerAccountsController {
  constructor(
    private readonly reads: AccountReads,
    private readonly summaries: CustomerSummaryQuery,
    private readonly receiving: ReceivePaymentUseCase,
    private readonly adjusting: AdjustAccountUseCase,
  ) {}

  /** Show what was put on a customer's account and taken off it, with the balances around it */
  @Get('statement')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: StatementResponse })
  statement(@IdParam() id: string, @Query() request: StatementQuery): Promise<StatementResponse> {
    return this.reads.statement(id, request);
  }

  /** Show what a customer owes, item by item, and how long it is overdue */
  @Get('receivables')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: ReceivablesResponse })
  receivables(@IdParam() id: string, @Query() request: ReceivablesQuery): Promise<ReceivablesResponse> {
    return this.reads.receivables(id, request);
  }

  /** Show what a customer spent, how often they came, what they owe and may still buy on account */
  @Get('summary')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: CustomerSummaryResponse })
  summary(@IdParam() id: string): Promise<CustomerSummaryResponse> {
    return this.summaries.run(id);
  }

  /** List the sales of a customer, newest first */
  @Get('sales')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: [SaleSummaryResponse] })
  sales(@IdParam() id: string, @Query() request: ListCustomerSalesQuery): Promise<Page<SaleSummaryResponse>> {
    return this.reads.salesOf(id, request);
  }

  /** Receive money towards what a customer owes */
  @Post('payments')
  @RequirePermission('payments:write')
  @ApiCreatedResponse({ type: AccountPaymentResponse })
  receive(
    @IdParam() id: string,
    @Body() dto: ReceivePaymentDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<AccountPaymentResponse>> {
    return this.receiving.execute(write, id, dto);
  }

  /** Correct what a customer owes without moving money, saying why */
  @Post('adjustments')
  @RequirePermission('payments:correct')
  @ApiCreatedResponse({ type: AccountAdjustmentResponse })
  adjust(
    @IdParam() id: string,
    @Body() dto: AdjustAccountDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<AccountAdjustmentResponse>> {
    return this.adjusting.execute(write, id, dto);
  }
}
