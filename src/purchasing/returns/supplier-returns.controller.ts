import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { SaveSupplierReturnDto, UpdateSupplierReturnDto } from './dto/save-supplier-return.dto.js';
import { SupplierReturnResponse, SupplierReturnSummaryResponse } from './dto/supplier-return.response.js';
import { ListPartnerDocumentsDto } from '../shared/list-documents.dto.js';
import { ListReturns } from './list-returns.query.js';
import { ReturnStore } from './return-writes.js';
import { ReturnWrites } from './return-writes.js';

@ApiTags('purchasing')
@Controller('supplier-returns')
export class SupplierReturnsController {
  constructor(
    private readonly listing: ListReturns,
    private readonly store: ReturnStore,
    private readonly writes: ReturnWrites,
  ) {}

  /** List returns to suppliers, newest first. */
  @Get()
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: [SupplierReturnSummaryResponse] })
  list(
    @Query() request: ListPartnerDocumentsDto,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<SupplierReturnSummaryResponse>> {
    return this.listing.run(request, actor);
  }

  /** Make a return to a supplier. */
  @Post()
  @RequirePermission('purchasing:receive')
  @ApiCreatedResponse({ type: SupplierReturnResponse })
  create(
    @Body() dto: SaveSupplierReturnDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<SupplierReturnResponse>> {
    return this.writes.create(write, dto);
  }

  /** Show a return to a supplier with its lines. */
  @Get(':id')
  @RequirePermission('purchasing:read')
  @ApiOkResponse({ type: SupplierReturnResponse })
  get(@IdParam() id: string, @CurrentCaller() { actor }: Caller): Promise<SupplierReturnResponse> {
    return this.store.get(id, actor);
  }

  /** Change the sent fields of a return to a supplier. */
  @Put(':id')
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: SupplierReturnResponse })
  put(
    @IdParam() id: string,
    @Body() dto: UpdateSupplierReturnDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SupplierReturnResponse>> {
    return this.writes.update(write, id, dto, version);
  }

  /** Change the sent fields of a return to a supplier. */
  @Patch(':id')
  @RequirePermission('purchasing:receive')
  @ApiOkResponse({ type: SupplierReturnResponse })
  patch(
    @IdParam() id: string,
    @Body() dto: UpdateSupplierReturnDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SupplierReturnResponse>> {
    return this.writes.update(write, id, dto, version);
  }

  /** Delete a return to a supplier that is still a draft. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('purchasing:receive')
  @ApiNoContentResponse()
  async remove(
    @IdParam() id: string,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<void> {
    await this.writes.remove(write, id, version);
  }
}
