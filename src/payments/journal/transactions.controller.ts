import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { AnnotateEntryUseCase } from './annotate-entry.use-case.js';
import { AnnotateTransactionDto } from './dto/annotate-transaction.dto.js';
import { ListTransactionsRequest } from './dto/list-transactions.dto.js';
import { MoveCashDto } from './dto/move-cash.dto.js';
import { TransactionResponse } from './dto/transaction.response.js';
import { MoveCashUseCase } from './move-cash.use-case.js';
import { ReverseEntryUseCase } from './reverse-entry.use-case.js';
import { TransactionsQuery } from './transactions.query.js';

@ApiTags('transactions')
@Controller('transactions')
export class TransactionsController {
  constructor(
    private readonly transactions: TransactionsQuery,
    private readonly moveCash: MoveCashUseCase,
    private readonly annotateEntry: AnnotateEntryUseCase,
    private readonly reverseEntry: ReverseEntryUseCase,
  ) {}

  /** List movements of money, newest first. */
  @Get()
  @RequirePermission('payments:read')
  @ApiOkResponse({ type: [TransactionResponse] })
  async list(@Query() request: ListTransactionsRequest): Promise<Page<TransactionResponse>> {
    return (await this.transactions.list(request)).map(TransactionResponse.from);
  }

  /** Put cash in or take it out. */
  @Post()
  @RequirePermission('payments:write')
  @ApiCreatedResponse({ type: TransactionResponse })
  create(
    @Body() dto: MoveCashDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<TransactionResponse>> {
    return this.moveCash.execute(dto, write);
  }

  /** Show a movement of money. */
  @Get(':id')
  @RequirePermission('payments:read')
  async get(@IdParam('id') id: string): Promise<TransactionResponse> {
    return TransactionResponse.from(await this.transactions.byId(id));
  }

  /** Change the notes of a movement of money. */
  @Put(':id')
  @RequirePermission('payments:correct')
  replace(
    @IdParam('id') id: string,
    @Body() dto: AnnotateTransactionDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<TransactionResponse> {
    return this.annotate(id, dto, caller, version);
  }

  /** Change the notes of a movement of money. */
  @Patch(':id')
  @RequirePermission('payments:correct')
  async annotate(
    @IdParam('id') id: string,
    @Body() dto: AnnotateTransactionDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<TransactionResponse> {
    return TransactionResponse.from(await this.annotateEntry.execute(id, dto, caller, version));
  }

  /** Reverse cash put in or taken out, or a payment on account: answers the reversing entry. */
  @Delete(':id')
  @RequirePermission('payments:correct')
  @HttpCode(200)
  @ApiOkResponse({ type: TransactionResponse })
  remove(
    @IdParam('id') id: string,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<TransactionResponse>> {
    return this.reverseEntry.execute(id, write);
  }
}
