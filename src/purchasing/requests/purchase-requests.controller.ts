import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { SavePurchaseRequestDto, UpdatePurchaseRequestDto } from './dto/save-purchase-request.dto.js';
import { PurchaseRequestResponse, PurchaseRequestSummaryResponse } from './dto/purchase-request.response.js';
import { ListRequestsDto } from './dto/list-requests.dto.js';
import { ListRequests } from './list-requests.query.js';
import { RequestStore } from './request-writes.js';
import { RequestWrites } from './request-writes.js';

@ApiTags('purchasing')
@Controller('purchase-requests')
export class PurchaseRequestsController {
  constructor(
    private readonly listing: ListRequests,
    private readonly store: RequestStore,
    private readonly writes: RequestWrites,
  ) {}

  /** List purchase requests, newest first. */
  @Get()
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [PurchaseRequestSummaryResponse] })
  list(
    @Query() request: ListRequestsDto,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<PurchaseRequestSummaryResponse>> {
    return this.listing.run(request, actor);
  }

  /** Make a purchase request. */
  @Post()
  @RequirePermission('purchasing:write')
  @ApiCreatedResponse({ type: PurchaseRequestResponse })
  create(
    @Body() dto: SavePurchaseRequestDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.writes.create(write, dto);
  }

  /** Show a purchase request with its lines. */
  @Get(':id')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  get(@IdParam() id: string, @CurrentCaller() { actor }: Caller): Promise<PurchaseRequestResponse> {
    return this.store.get(id, actor);
  }

  /** Change the sent fields of a purchase request. */
  @Put(':id')
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  put(
    @IdParam() id: string,
    @Body() dto: UpdatePurchaseRequestDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.writes.update(write, id, dto, version);
  }

  /** Change the sent fields of a purchase request. */
  @Patch(':id')
  @RequirePermission('purchasing:write')
  @ApiOkResponse({ type: PurchaseRequestResponse })
  patch(
    @IdParam() id: string,
    @Body() dto: UpdatePurchaseRequestDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.writes.update(write, id, dto, version);
  }

  /** Delete a purchase request that is still a draft. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('purchasing:write')
  @ApiNoContentResponse()
  async remove(
    @IdParam() id: string,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<void> {
    await this.writes.remove(write, id, version);
  }
}
