import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
import { REQUEST } from '../shared/document-types.js';
import { DocumentInquiries } from '../shared/document-inquiries.js';
import { ChangeStatusDto, CommentDto } from '../shared/status.dto.js';
import { PurchaseRequestResponse } from './dto/purchase-request.response.js';
import { RequestWrites } from './request-writes.js';
import { PurchaseOrderResponse } from '../orders/dto/purchase-order.response.js';
import { ConvertRequest } from './convert-request.js';
import { ConvertRequestDto } from './dto/save-purchase-request.dto.js';

@ApiTags('purchasing')
@Controller('purchase-requests')
export class RequestStepsController {
  constructor(
    private readonly steps: RequestWrites,
    private readonly inquiries: DocumentInquiries,
    private readonly conversion: ConvertRequest,
  ) {}

  /** Take one step with many of them; each is answered for itself. */
  @Post('transitions')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: [TransitionVerdict] })
  transitions(@Body() dto: BulkTransitionDto, @CurrentCaller() caller: Caller): Promise<TransitionVerdict[]> {
    return this.inquiries.transitions(caller, REQUEST, dto);
  }

  /** Tell which steps the caller may take now, and why not the others. */
  @Get(':id/actions')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<DocumentActionResponse[]> {
    return this.inquiries.actions(caller, id, REQUEST);
  }

  /** Tell who did what with it, and when. */
  @Get(':id/history')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.inquiries.history(id, REQUEST);
  }

  /** Move it to a status, by name or code. */
  @Patch(':id/status')
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  status(
    @IdParam() id: string,
    @Body() dto: ChangeStatusDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.steps.take(write, id, { to_status: dto.status, comment: dto.comments, version });
  }

  /** Ask for approval. */
  @Post(':id/submit')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  submit(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.steps.take(write, id, { action: 'submit', comment, version });
  }

  /** Approve it. */
  @Post(':id/approve')
  @HttpCode(200)
  @RequirePermission('purchasing:approve')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  approve(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.steps.take(write, id, { action: 'approve', comment, version });
  }

  /** Reject it, saying why. */
  @Post(':id/reject')
  @HttpCode(200)
  @RequirePermission('purchasing:approve')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  reject(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.steps.take(write, id, { action: 'reject', comment, version });
  }

  /** Take it back to be changed. */
  @Post(':id/return')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  giveBack(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.steps.take(write, id, { action: 'return', comment, version });
  }

  /** Cancel it, saying why. */
  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  cancel(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.steps.take(write, id, { action: 'cancel', comment, version });
  }

  /** Order what is requested, in whole or in part: one order for each supplier. */
  @Post(':id/convert')
  @RequirePermission('purchasing:write')
  @ApiCreatedResponse({ type: [PurchaseOrderResponse] })
  convert(
    @IdParam() id: string,
    @Body() dto: ConvertRequestDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse[]>> {
    return this.conversion.execute(write, id, dto, version);
  }
}
