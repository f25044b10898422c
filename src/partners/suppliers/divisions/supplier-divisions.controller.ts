import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../../common/http/if-match.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { ListSupplierDivisionsQuery } from './dto/list-supplier-divisions.query.js';
import { SaveSupplierDivisionDto, UpdateSupplierDivisionDto } from './dto/save-supplier-division.dto.js';
import { SupplierDivisionResponse } from './dto/supplier-division.response.js';
import { SupplierDivisionReads } from './supplier-division-reads.js';
import { SupplierDivisionsService } from './supplier-divisions.service.js';

@ApiTags('suppliers')
@Controller('suppliers/:id/divisions')
export class SupplierDivisionsController {
  constructor(
    private readonly divisions: SupplierDivisionsService,
    private readonly reads: SupplierDivisionReads,
  ) {}

  /** List the divisions of a supplier. */
  @Get()
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [SupplierDivisionResponse] })
  async list(
    @IdParam() id: string,
    @Query() query: ListSupplierDivisionsQuery,
  ): Promise<Page<SupplierDivisionResponse>> {
    return (await this.reads.list(id, query)).map(SupplierDivisionResponse.from);
  }

  /** Add a division to a supplier. */
  @Post()
  @RequirePermission('partners:write')
  @ApiCreatedResponse({ type: SupplierDivisionResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: SaveSupplierDivisionDto,
  ): Promise<SupplierDivisionResponse> {
    return SupplierDivisionResponse.from(await this.divisions.create(caller, id, body));
  }

  /** Get one division of a supplier. */
  @Get(':division_id')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: SupplierDivisionResponse })
  async get(
    @IdParam() id: string,
    @IdParam('division_id') divisionId: string,
  ): Promise<SupplierDivisionResponse> {
    return SupplierDivisionResponse.from(await this.reads.byId(id, divisionId));
  }

  /** Change the fields of a division that are sent. */
  @Put(':division_id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: SupplierDivisionResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('division_id') divisionId: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSupplierDivisionDto,
  ): Promise<SupplierDivisionResponse> {
    return this.patch(caller, id, divisionId, version, body);
  }

  /** Change the fields of a division that are sent. */
  @Patch(':division_id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: SupplierDivisionResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('division_id') divisionId: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSupplierDivisionDto,
  ): Promise<SupplierDivisionResponse> {
    const target = { supplier_id: id, id: divisionId, version };
    return SupplierDivisionResponse.from(await this.divisions.update(caller, target, body));
  }

  /** Remove a division of a supplier. */
  @Delete(':division_id')
  @HttpCode(204)
  @RequirePermission('partners:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('division_id') divisionId: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.divisions.remove(caller, { supplier_id: id, id: divisionId, version });
  }
}

/** The same divisions where stock keepers look for them. */
@ApiTags('suppliers')
@Controller('inventory/suppliers/:id/divisions')
export class InventorySupplierDivisionsController extends SupplierDivisionsController {}
