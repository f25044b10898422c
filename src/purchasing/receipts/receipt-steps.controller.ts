import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
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
import { RECEIPT } from '../shared/document-types.js';
import { DocumentInquiries } from '../shared/document-inquiries.js';
import { ChangeStatusDto, CommentDto } from '../shared/status.dto.js';
import { DeliveryReceiptResponse } from './dto/delivery-receipt.response.js';
import { ReceiptWrites } from './receipt-writes.js';
import { AddLandedCostsDto } from './dto/add-landed-costs.dto.js';
import { DecideQualityDto } from './dto/decide-quality.dto.js';
import { LandedCosts } from './landed-costs/landed-costs.js';
import { ReceiptChanges } from './receipt-changes.js';

@ApiTags('purchasing')
@Controller('delivery-receipts')
export class ReceiptStepsController {
  constructor(
    private readonly steps: ReceiptWrites,
    private readonly inquiries: DocumentInquiries,
    private readonly changes: ReceiptChanges,
    private readonly landed: LandedCosts,
  ) {}

  /** Take one step with many of them; each is answered for itself. */
  @Post('transitions')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: [TransitionVerdict] })
  transitions(@Body() dto: BulkTransitionDto, @CurrentCaller() caller: Caller): Promise<TransitionVerdict[]> {
    return this.inquiries.transitions(caller, RECEIPT, dto);
  }

  /** Tell which steps the caller may take now, and why not the others. */
  @Get(':id/actions')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<DocumentActionResponse[]> {
    return this.inquiries.actions(caller, id, RECEIPT);
  }

  /** Tell who did what with it, and when. */
  @Get(':id/history')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.inquiries.history(id, RECEIPT);
  }

  /** Move it to a status, by name or code. */
  @Patch(':id/status')
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  status(
    @IdParam() id: string,
    @Body() dto: ChangeStatusDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.steps.take(write, id, { to_status: dto.status, comment: dto.comments, version });
  }

  /** Complete it: what was accepted is in stock then. */
  @Post(':id/complete')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  complete(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.steps.take(write, id, { action: 'complete', comment, version });
  }

  /** Cancel it, saying why: the goods leave the stock again. */
  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  cancel(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.steps.take(write, id, { action: 'cancel', comment, version });
  }

  /** Decide about the quality of a line: what is rejected goes back to the supplier. */
  @Post(':id/lines/:line_id/quality')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  quality(
    @IdParam() id: string,
    @IdParam('line_id') line_id: string,
    @Body() dto: DecideQualityDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.changes.decide(write, { id, line_id }, dto, version);
  }

  /** Add freight, duty and the like to what the goods cost, before or after they are in stock. */
  @Post(':id/landed-costs')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  addLandedCosts(
    @IdParam() id: string,
    @Body() dto: AddLandedCostsDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.landed.add(write, id, dto, version);
  }

  /** Take a landed cost off a delivery whose goods are not in stock yet. */
  @Delete(':id/landed-costs/:cost_id')
  @HttpCode(200)
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: DeliveryReceiptResponse })
  removeLandedCost(
    @IdParam() id: string,
    @IdParam('cost_id') cost_id: string,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<DeliveryReceiptResponse>> {
    return this.landed.remove(write, { id, cost_id }, version);
  }
}
