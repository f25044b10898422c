import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import type { Page } from '../../common/http/list/page.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { ClosePeriodUseCase } from './close-period.use-case.js';
import { ClosePeriodDto, ReopenPeriodDto } from './dto/close-period.dto.js';
import { StockPeriodResponse } from './dto/stock-period.response.js';
import { ReopenPeriodUseCase } from './reopen-period.use-case.js';
import { StockPeriodsQuery } from './stock-periods.query.js';

@ApiTags('inventory')
@Controller('inventory/periods')
export class StockPeriodsController {
  constructor(
    private readonly periods: StockPeriodsQuery,
    private readonly closePeriod: ClosePeriodUseCase,
    private readonly reopenPeriod: ReopenPeriodUseCase,
  ) {}

  /** List closed periods of the stock, and those that were reopened, last first. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [StockPeriodResponse] })
  list(@CurrentCaller() { actor }: Caller, @Query() query: ListQuery): Promise<Page<StockPeriodResponse>> {
    return this.periods.list(query, can(actor, 'costs:read'));
  }

  /** Close the stock up to a business day: nothing is posted there any more, and its figures are kept. */
  @Post('close')
  @RequirePermission('inventory:close_period')
  @ApiCreatedResponse({ type: StockPeriodResponse })
  close(
    @CurrentWrite() write: WriteRequest,
    @Body() input: ClosePeriodDto,
  ): Promise<WriteOutcome<StockPeriodResponse>> {
    return this.closePeriod.execute(write, input);
  }

  /** Open the last closed period again. */
  @Post('reopen')
  @HttpCode(200)
  @RequirePermission('inventory:close_period')
  @ApiOkResponse({ type: StockPeriodResponse })
  reopen(
    @CurrentWrite() write: WriteRequest,
    @Body() input: ReopenPeriodDto,
  ): Promise<WriteOutcome<StockPeriodResponse>> {
    return this.reopenPeriod.execute(write, input);
  }
}
