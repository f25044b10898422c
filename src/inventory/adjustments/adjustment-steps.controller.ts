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
import { STOCK_ADJUSTMENT } from './adjustment-reads.js';
import { AdjustmentSteps } from './adjustment-steps.js';
import { AdjustmentResponse } from './dto/adjustment.response.js';

@ApiTags('adjustments')
@Controller('inventory/adjustments/:id')
export class AdjustmentStepsController {
  constructor(
    private readonly steps: AdjustmentSteps,
    private readonly documents: StockDocuments,
  ) {}

  /** Ask for approval. */
  @Post('submit')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: AdjustmentResponse })
  submit(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.steps.act(write, 'submit', { id, version, comment });
  }

  /** Approve an adjustment. */
  @Post('approve')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: AdjustmentResponse })
  approve(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.steps.act(write, 'approve', { id, version, comment });
  }

  /** Give an adjustment back to who wrote it. */
  @Post('return')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: AdjustmentResponse })
  giveBack(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.steps.act(write, 'return', { id, version, comment });
  }

  /** Book the differences. */
  @Post('post')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: AdjustmentResponse })
  post(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.steps.act(write, 'post', { id, version, comment });
  }

  /** Cancel an adjustment; what was booked is taken back. */
  @Post('cancel')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: AdjustmentResponse })
  cancel(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.steps.act(write, 'cancel', { id, version, comment });
  }

  /** What the caller may do with the adjustment now and, for what not, why. */
  @Get('actions')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<DocumentActionResponse[]> {
    return this.documents.actions(caller, id, STOCK_ADJUSTMENT);
  }

  /** Who moved the adjustment on, when, and why. */
  @Get('history')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.documents.history(id, STOCK_ADJUSTMENT);
  }
}
