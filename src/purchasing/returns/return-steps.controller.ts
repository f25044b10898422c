import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import {
  BulkTransitionDto,
  DocumentActionResponse,
  DocumentHistoryResponse,
  TransitionVerdict,
} from '../../documents/index.js';
import { RETURN } from '../shared/document-types.js';
import { DocumentInquiries } from '../shared/document-inquiries.js';
import { ChangeStatusDto, CommentDto } from '../shared/status.dto.js';
import { SupplierReturnResponse } from './dto/supplier-return.response.js';
import { ReturnWrites } from './return-writes.js';

@ApiTags('purchasing')
@Controller('supplier-returns')
export class ReturnStepsController {
  constructor(
    private readonly steps: ReturnWrites,
    private readonly inquiries: DocumentInquiries,
  ) {}

  /** Take one step with many of them; each is answered for itself. */
  @Post('transitions')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: [TransitionVerdict] })
  transitions(@Body() dto: BulkTransitionDto, @CurrentCaller() caller: Caller): Promise<TransitionVerdict[]> {
    return this.inquiries.transitions(caller, RETURN, dto);
  }

  /** Tell which steps the caller may take now, and why not the others. */
  @Get(':id/actions')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<DocumentActionResponse[]> {
    return this.inquiries.actions(caller, id, RETURN);
  }

  /** Tell who did what with it, and when. */
  @Get(':id/history')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.inquiries.history(id, RETURN);
  }

  /** Move it to a status, by name or code. */
  @Patch(':id/status')
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: SupplierReturnResponse })
  status(
    @IdParam() id: string,
    @Body() dto: ChangeStatusDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SupplierReturnResponse>> {
    return this.steps.take(write, id, { to_status: dto.status, comment: dto.comments, version });
  }

  /** Complete it: what was in stock leaves it. */
  @Post(':id/complete')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: SupplierReturnResponse })
  complete(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SupplierReturnResponse>> {
    return this.steps.take(write, id, { action: 'complete', comment, version });
  }

  /** Cancel it: what left the stock is back. */
  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: SupplierReturnResponse })
  cancel(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SupplierReturnResponse>> {
    return this.steps.take(write, id, { action: 'cancel', comment, version });
  }
}
