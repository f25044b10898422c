import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListProductsQuery } from './dto/list-products.query.js';
import { LookupQuery } from './dto/lookup.query.js';
import { LookupResponse } from './dto/lookup.response.js';
import { ProductResponse } from './dto/product.response.js';
import { UpdateProductDto } from './dto/update-product.dto.js';
import { ProductChanges } from './product-changes.js';
import { ProductLookup } from './product-lookup.js';
import { ProductsService } from './products.service.js';

@ApiTags('products')
@Controller('products')
export class ProductsController {
  constructor(
    private readonly products: ProductsService,
    private readonly changes: ProductChanges,
    private readonly lookup: ProductLookup,
  ) {}

  /** List products; archived ones only when asked for. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ProductResponse] })
  list(@CurrentCaller() caller: Caller, @Query() query: ListProductsQuery): Promise<Page<ProductResponse>> {
    return this.products.list(caller, query);
  }

  /** List products at or below their minimum stock level. */
  @Get('low-stock')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ProductResponse] })
  lowStock(
    @CurrentCaller() caller: Caller,
    @Query() query: ListProductsQuery,
  ): Promise<Page<ProductResponse>> {
    return this.products.lowStock(caller, query);
  }

  /** Find the product a scanned or typed code means, with quantity and price. */
  @Get('lookup')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: LookupResponse })
  byCode(@CurrentCaller() caller: Caller, @Query() query: LookupQuery): Promise<LookupResponse> {
    return this.lookup.find(caller, query.code);
  }

  /** Get a product. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: ProductResponse })
  get(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<ProductResponse> {
    return this.products.get(caller, id);
  }

  /** Change the sent fields of a product. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProductDto,
    @IfMatch() version?: number,
  ): Promise<ProductResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Change the sent fields of a product. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProductDto,
    @IfMatch() version?: number,
  ): Promise<ProductResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Delete a product, or archive it when other records refer to it. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.changes.remove(caller, id, version);
  }
}
