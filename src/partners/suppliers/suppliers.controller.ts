import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { DeliveriesTodayQuery, OrderTodayQuery } from './days/dto/suppliers-today.query.js';
import {
  DeliveringSupplierResponse,
  OrderableSupplierResponse,
} from './days/dto/suppliers-today.response.js';
import { SupplierTimetable } from './days/supplier-timetable.js';
import { SupplierReads } from './supplier-reads.js';
import { SuppliersService } from './suppliers.service.js';
import { SupplierResponse } from './dto/supplier.response.js';
import { ListSuppliersQuery, SearchSuppliersQuery } from './dto/list-suppliers.query.js';
import { SaveSupplierDto, UpdateSupplierDto } from './dto/save-supplier.dto.js';

@ApiTags('suppliers')
@Controller('suppliers')
export class SuppliersController {
  constructor(
    private readonly suppliers: SuppliersService,
    private readonly reads: SupplierReads,
    private readonly timetable: SupplierTimetable,
  ) {}

  /** List or search suppliers. */
  @Get()
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [SupplierResponse] })
  async list(@Query() query: ListSuppliersQuery): Promise<Page<SupplierResponse>> {
    return (await this.reads.list(query)).map(SupplierResponse.from);
  }

  /** Add a supplier. */
  @Post()
  @RequirePermission('partners:write')
  @ApiCreatedResponse({ type: SupplierResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SaveSupplierDto): Promise<SupplierResponse> {
    return SupplierResponse.from(await this.suppliers.create(caller, body));
  }

  /** Search suppliers by a part of their name. */
  @Get('search')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [SupplierResponse] })
  async search(@Query() query: SearchSuppliersQuery): Promise<Page<SupplierResponse>> {
    return (await this.reads.searchByName(query)).map(SupplierResponse.from);
  }

  /** List the suppliers from whom can be ordered now, the nearest deadline first. */
  @Get('order-today')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [OrderableSupplierResponse] })
  async orderToday(@Query() query: OrderTodayQuery): Promise<Page<OrderableSupplierResponse>> {
    return (await this.timetable.orderable(query)).map(OrderableSupplierResponse.from);
  }

  /** List the suppliers who deliver today, the first to come first. */
  @Get('deliveries-today')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [DeliveringSupplierResponse] })
  async deliveriesToday(@Query() query: DeliveriesTodayQuery): Promise<Page<DeliveringSupplierResponse>> {
    return (await this.timetable.delivering(query)).map(DeliveringSupplierResponse.from);
  }

  /** Get one supplier. */
  @Get(':id')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: SupplierResponse })
  async get(@IdParam() id: string): Promise<SupplierResponse> {
    return SupplierResponse.from(await this.reads.byId(id));
  }

  /** Change the fields of a supplier that are sent. */
  @Put(':id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: SupplierResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSupplierDto,
  ): Promise<SupplierResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a supplier that are sent. */
  @Patch(':id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: SupplierResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSupplierDto,
  ): Promise<SupplierResponse> {
    return SupplierResponse.from(await this.suppliers.update(caller, { id, version }, body));
  }

  /** Delete a supplier whom nothing refers to; deactivate any other. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('partners:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.suppliers.remove(caller, { id, version });
  }
}

/** The same suppliers where stock keepers look for them. */
@ApiTags('suppliers')
@Controller('inventory/suppliers')
export class InventorySuppliersController extends SuppliersController {}
