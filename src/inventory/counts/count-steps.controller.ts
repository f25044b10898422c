import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { DocumentActionResponse, DocumentHistoryResponse } from '../../documents/index.js';
import { QueryOrBody } from '../dto/query-or-body.js';
import { StepDto } from '../lines/step.dto.js';
import { StockDocuments } from '../lines/stock-documents.js';
import { STOCK_COUNT } from './count-reads.js';
import { CountSteps } from './count-steps.js';
import { PostCountDto } from './dto/count.dto.js';
import { CountResponse } from './dto/count.response.js';

@ApiTags('stock counts')
@Controller('inventory/counts/:id')
export class CountStepsController {
  constructor(
    private readonly steps: CountSteps,
    private readonly documents: StockDocuments,
  ) {}

  /** End the counting: the differences can be looked at. */
  @Post('review')
  @HttpCode(200)
  @RequirePermission('inventory:count')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: CountResponse })
  review(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<CountResponse>> {
    return this.steps.act(write, { id, version, comment, action: 'review' });
  }

  /** Go on counting. */
  @Post('return')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: CountResponse })
  reopen(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<CountResponse>> {
    return this.steps.act(write, { id, version, comment, action: 'return' });
  }

  /** Make stock what was counted, as of the instant of counting. */
  @Post('post')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: PostCountDto, required: false })
  @ApiOkResponse({ type: CountResponse })
  post(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(PostCountDto, []) { comment, uncounted }: PostCountDto,
  ): Promise<WriteOutcome<CountResponse>> {
    return this.steps.act(write, { id, version, comment, action: 'post' }, uncounted ?? 'leave');
  }

  /** Give a count up; stock stays as it is. */
  @Post('cancel')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: CountResponse })
  cancel(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<CountResponse>> {
    return this.steps.act(write, { id, version, comment, action: 'cancel' });
  }

  /** What the caller may do with the count now and, for what not, why. */
  @Get('actions')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<DocumentActionResponse[]> {
    return this.documents.actions(caller, id, STOCK_COUNT);
  }

  /** Who moved the count on, when, and why. */
  @Get('history')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.documents.history(id, STOCK_COUNT);
  }
}
