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
import { ReceiveTransferDto } from './dto/save-transfer.dto.js';
import { TransferResponse } from './dto/transfer.response.js';
import { STOCK_TRANSFER } from './transfer-reads.js';
import { TransferSteps } from './transfer-steps.js';

@ApiTags('transfers')
@Controller('inventory/transfers/:id')
export class TransferStepsController {
  constructor(
    private readonly steps: TransferSteps,
    private readonly documents: StockDocuments,
  ) {}

  /** Send the goods off: they leave their location and lie in transit. */
  @Post('ship')
  @HttpCode(200)
  @RequirePermission('inventory:transfer')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: TransferResponse })
  ship(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.steps.act(write, 'ship', { id, version, comment });
  }

  /** Book what came, wholly or in part, and what got lost on the way. */
  @Post('receive')
  @HttpCode(200)
  @RequirePermission('inventory:transfer')
  @ApiBody({ type: ReceiveTransferDto, required: false })
  @ApiOkResponse({ type: TransferResponse })
  receive(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(ReceiveTransferDto, []) body: ReceiveTransferDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.steps.receive(write, { id, version }, body);
  }

  /** Cancel a transfer of which nothing has come: goods in transit go back. */
  @Post('cancel')
  @HttpCode(200)
  @RequirePermission('inventory:transfer')
  @ApiBody({ type: StepDto, required: false })
  @ApiOkResponse({ type: TransferResponse })
  cancel(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @QueryOrBody(StepDto, []) { comment }: StepDto,
  ): Promise<WriteOutcome<TransferResponse>> {
    return this.steps.act(write, 'cancel', { id, version, comment });
  }

  /** What the caller may do with the transfer now and, for what not, why. */
  @Get('actions')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [DocumentActionResponse] })
  actions(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<DocumentActionResponse[]> {
    return this.documents.actions(caller, id, STOCK_TRANSFER);
  }

  /** Who moved the transfer on, when, and why. */
  @Get('history')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [DocumentHistoryResponse] })
  history(@IdParam() id: string): Promise<DocumentHistoryResponse[]> {
    return this.documents.history(id, STOCK_TRANSFER);
  }
}
