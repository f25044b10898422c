import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListProductAttributesQuery } from './dto/list-product-attributes.query.js';
import { ProductAttributeResponse } from './dto/product-attribute.response.js';
import { SaveProductAttributeDto } from './dto/save-product-attribute.dto.js';
import { UpdateProductAttributeDto } from './dto/update-product-attribute.dto.js';
import { ProductAttributesService } from './product-attributes.service.js';

@ApiTags('product attributes')
@Controller('product-attributes')
export class ProductAttributesController {
  constructor(private readonly attributes: ProductAttributesService) {}

  /** List the attributes that products may or must have. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ProductAttributeResponse] })
  list(@Query() query: ListProductAttributesQuery): Promise<Page<ProductAttributeResponse>> {
    return this.attributes.list(query);
  }

  /** Define an attribute. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: ProductAttributeResponse })
  create(
    @CurrentCaller() caller: Caller,
    @Body() input: SaveProductAttributeDto,
  ): Promise<ProductAttributeResponse> {
    return this.attributes.create(caller, input);
  }

  /** Get the definition of an attribute. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: ProductAttributeResponse })
  get(@IdParam() id: string): Promise<ProductAttributeResponse> {
    return this.attributes.get(id);
  }

  /** Change the sent fields of an attribute's definition. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductAttributeResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProductAttributeDto,
    @IfMatch() version?: number,
  ): Promise<ProductAttributeResponse> {
    return this.attributes.update(caller, id, input, version);
  }

  /** Change the sent fields of an attribute's definition. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductAttributeResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProductAttributeDto,
    @IfMatch() version?: number,
  ): Promise<ProductAttributeResponse> {
    return this.attributes.update(caller, id, input, version);
  }

  /** Delete an attribute's definition; products keep their values. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.attributes.remove(caller, id, version);
  }
}
