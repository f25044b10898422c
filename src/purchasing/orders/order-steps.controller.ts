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
import { ORDER } from '../shared/document-types.js';
import { DocumentInquiries } from '../shared/document-inquiries.js';
import { ChangeStatusDto, CommentDto } from '../shared/status.dto.js';
import { PurchaseOrderResponse } from './dto/purchase-order.response.js';
import { OrderSteps } from './order-steps.js';
import { ConfirmOrderDto, SendOrderDto } from './dto/confirm-order.dto.js';
import { OrderWrites } from './order-writes.js';
import { SendOrder } from './send-order.js';

@ApiTags('purchasing')
@Controller('purchase-orders')
export class OrderStepsController {
  constructor(
    private readonly steps: OrderSteps,
    private readonly inquiries: DocumentInquiries,
    private readonly orders: OrderWrites,
    private readonly sending: SendOrder,
  ) {}

  /** Take one step with many of them; each is answered for itself. */
  @Post('transitions')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: [TransitionVerdict] })
  transitions(@Body() dto: BulkTransitionDto, @CurrentCaller() caller: Caller): Promise<TransitionVerdict[]> {
    return this.inquiries.transitions(caller, ORDER, dto);
  }

  /** Tell which steps the caller may take now, and why not the others. */
  @Get(':id/actions')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<DocumentActionResponse[]> {
    return this.inquiries.actions(caller, id, ORDER);
  }

  /** Tell who did what with it, and when. */
  @Get(':id/history')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.inquiries.history(id, ORDER);
  }

  /** Move it to a status, by name or code. */
  @Patch(':id/status')
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  status(
    @IdParam() id: string,
    @Body() dto: ChangeStatusDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.changeStatus(write, id, { status: dto.status, comment: dto.comments, version });
  }

  /** Ask for approval. */
  @Post(':id/submit')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  submit(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'submit', comment, version });
  }

  /** Approve it. */
  @Post(':id/approve')
  @HttpCode(200)
  @RequirePermission('purchasing:approve')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  approve(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'approve', comment, version });
  }

  /** Reject it, saying why. */
  @Post(':id/reject')
  @HttpCode(200)
  @RequirePermission('purchasing:approve')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  reject(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'reject', comment, version });
  }

  /** Take it back to be changed. */
  @Post(':id/return')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  giveBack(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'return', comment, version });
  }

  /** Note that the goods are on their way. */
  @Post(':id/ship')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  ship(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'ship', comment, version });
  }

  /** End it short: what is outstanding is not waited for any more. */
  @Post(':id/close')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  close(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'close', comment, version });
  }

  /** Cancel it, saying why. */
  @Post(':id/cancel')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  cancel(
    @IdParam() id: string,
    @Body() { comment }: CommentDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.take(write, id, { action: 'cancel', comment, version });
  }

  /** Send it to the supplier, by mail if that is wanted. */
  @Post(':id/send')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  send(
    @IdParam() id: string,
    @Body() dto: SendOrderDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.sending.execute(write, id, dto, version);
  }

  /** Note that the supplier confirmed it, with their number and date. */
  @Post(':id/confirm')
  @HttpCode(200)
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseOrderResponse })
  confirm(
    @IdParam() id: string,
    @Body() dto: ConfirmOrderDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.steps.confirm(write, id, { ...dto, version });
  }

  /** Make the same order once more. */
  @Post(':id/duplicate')
  @RequirePermission('purchasing:write')
  @ApiCreatedResponse({ type: PurchaseOrderResponse })
  duplicate(
    @IdParam() id: string,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    return this.orders.duplicate(write, id);
  }
}

/** The same orders where stock keepers look for them. */
@ApiTags('purchasing')
@Controller('inventory/purchase-orders')
export class InventoryOrderStepsController extends OrderStepsController {}
