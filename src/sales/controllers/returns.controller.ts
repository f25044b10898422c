import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { ListReturnsQuery } from '../dto/list-sales.dto.js';
import { BlindReturnDto } from '../dto/return.dto.js';
import { ReturnResponse } from '../dto/return.response.js';
import { ReturnReads } from '../queries/return-reads.js';
import { BlindReturnUseCase } from '../use-cases/blind-return.use-case.js';

@ApiTags('returns')
@Controller('returns')
export class ReturnsController {
  constructor(
    private readonly reads: ReturnReads,
    private readonly blind: BlindReturnUseCase,
  ) {}

  /** List returns, newest first */
  @Get()
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: [ReturnResponse] })
  list(@Query() request: ListReturnsQuery): Promise<Page<ReturnResponse>> {
    return this.reads.list(request);
  }

  /** Take goods back whose sale is not known */
  @Post()
  @RequirePermission('sales:blind_return')
  @ApiCreatedResponse({ type: ReturnResponse })
  create(
    @Body() dto: BlindReturnDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<ReturnResponse>> {
    return this.blind.execute(write, dto);
  }

  /** Show a return with its lines and refunds */
  @Get(':id')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: ReturnResponse })
  get(@IdParam() id: string): Promise<ReturnResponse> {
    return this.reads.get(id);
  }
}
