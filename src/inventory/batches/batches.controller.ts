import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { BatchCorrections } from './batch-corrections.js';
import { BatchReads } from './batch-reads.js';
import { ChangeStateDto, CorrectBatchDto, ListBatchesQuery, ListSerialsQuery } from './dto/batch.dto.js';
import { BatchResponse, SerialResponse, StateChangeResponse } from './dto/batch.response.js';
import { SerialReads } from './serial-reads.js';
import { StateChanges } from './state-changes.js';

@ApiTags('batches')
@Controller('inventory')
export class BatchesController {
  constructor(
    private readonly batches: BatchReads,
    private readonly corrections: BatchCorrections,
    private readonly pieces: SerialReads,
    private readonly states: StateChanges,
  ) {}

  /** List batches, first to expire first, with what each location holds of them. */
  @Get('batches')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [BatchResponse] })
  list(@CurrentCaller() { actor }: Caller, @Query() query: ListBatchesQuery): Promise<Page<BatchResponse>> {
    return this.batches.list(query, can(actor, 'costs:read'));
  }

  /** Get one batch. */
  @Get('batches/:id')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: BatchResponse })
  get(@CurrentCaller() { actor }: Caller, @IdParam() id: string): Promise<BatchResponse> {
    return this.batches.one(id, can(actor, 'costs:read'));
  }

  /** Correct a batch's number or expiry date, wherever its goods are. */
  @Patch('batches/:id')
  @RequirePermission('inventory:write')
  @ApiOkResponse({ type: BatchResponse })
  correct(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: CorrectBatchDto,
  ): Promise<BatchResponse> {
    return this.corrections.correct(caller, id, body);
  }

  /** List pieces with serial numbers: where each one is, and how it came there. */
  @Get('serials')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [SerialResponse] })
  serials(@Query() query: ListSerialsQuery): Promise<Page<SerialResponse>> {
    return this.pieces.list(query);
  }

  /** Hold goods back, mark them damaged, or release them for sale again. */
  @Post('states')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiOkResponse({ type: StateChangeResponse })
  changeState(
    @CurrentWrite() write: WriteRequest,
    @Body() body: ChangeStateDto,
  ): Promise<WriteOutcome<StateChangeResponse>> {
    return this.states.change(write, body);
  }
}
