import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../../common/http/if-match.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { ListSupplierProductsQuery } from './dto/list-supplier-products.query.js';
import { SaveSupplierProductDto, UpdateSupplierProductDto } from './dto/save-supplier-product.dto.js';
import { SupplierProductResponse } from './dto/supplier-product.response.js';
import { SupplierProductReads, type SupplierProductRow } from './supplier-product-reads.js';
import { SupplierProductsService } from './supplier-products.service.js';

function shownTo({ actor }: Caller): (row: SupplierProductRow) => SupplierProductResponse {
  return (row) => SupplierProductResponse.from(row, can(actor, 'costs:read'));
}

@ApiTags('suppliers')
@Controller('suppliers/:id/products')
export class SupplierProductsController {
  constructor(
    private readonly products: SupplierProductsService,
    private readonly reads: SupplierProductReads,
  ) {}

  /** List what a supplier offers. */
  @Get()
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [SupplierProductResponse] })
  async list(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Query() query: ListSupplierProductsQuery,
  ): Promise<Page<SupplierProductResponse>> {
    return (await this.reads.list(id, query)).map(shownTo(caller));
  }

  /** Add a product to what a supplier offers. */
  @Post()
  @RequirePermission('partners:write')
  @ApiCreatedResponse({ type: SupplierProductResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: SaveSupplierProductDto,
  ): Promise<SupplierProductResponse> {
    return shownTo(caller)(await this.products.create(caller, id, body));
  }

  /** Get one product as a supplier offers it. */
  @Get(':supplier_product_id')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: SupplierProductResponse })
  async get(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('supplier_product_id') offerId: string,
  ): Promise<SupplierProductResponse> {
    return shownTo(caller)(await this.reads.byId(id, offerId));
  }

  /** Change the fields of an offer that are sent. */
  @Put(':supplier_product_id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: SupplierProductResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('supplier_product_id') offerId: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSupplierProductDto,
  ): Promise<SupplierProductResponse> {
    return this.patch(caller, id, offerId, version, body);
  }

  /** Change the fields of an offer that are sent. */
  @Patch(':supplier_product_id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: SupplierProductResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('supplier_product_id') offerId: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSupplierProductDto,
  ): Promise<SupplierProductResponse> {
    const target = { supplier_id: id, id: offerId, version };
    return shownTo(caller)(await this.products.update(caller, target, body));
  }

  /** Take a product off what a supplier offers. */
  @Delete(':supplier_product_id')
  @HttpCode(204)
  @RequirePermission('partners:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('supplier_product_id') offerId: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.products.remove(caller, { supplier_id: id, id: offerId, version });
  }
}

/** The same offers where stock keepers look for them. */
@ApiTags('suppliers')
@Controller('inventory/suppliers/:id/products')
export class InventorySupplierProductsController extends SupplierProductsController {}
