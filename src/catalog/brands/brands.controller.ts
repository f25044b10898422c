import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { BrandsService } from './brands.service.js';
import { BrandResponse } from './dto/brand.response.js';
import { ListBrandsQuery } from './dto/list-brands.query.js';
import { SaveBrandDto } from './dto/save-brand.dto.js';
import { UpdateBrandDto } from './dto/update-brand.dto.js';

@ApiTags('brands')
@Controller('brands')
export class BrandsController {
  constructor(private readonly brands: BrandsService) {}

  /** List brands. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [BrandResponse] })
  list(@Query() query: ListBrandsQuery): Promise<Page<BrandResponse>> {
    return this.brands.list(query);
  }

  /** Create a brand. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: BrandResponse })
  create(@CurrentCaller() caller: Caller, @Body() input: SaveBrandDto): Promise<BrandResponse> {
    return this.brands.create(caller, input);
  }

  /** Get a brand. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: BrandResponse })
  get(@IdParam() id: string): Promise<BrandResponse> {
    return this.brands.get(id);
  }

  /** Change the sent fields of a brand. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: BrandResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateBrandDto,
    @IfMatch() version?: number,
  ): Promise<BrandResponse> {
    return this.brands.update(caller, id, input, version);
  }

  /** Change the sent fields of a brand. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: BrandResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateBrandDto,
    @IfMatch() version?: number,
  ): Promise<BrandResponse> {
    return this.brands.update(caller, id, input, version);
  }

  /** Delete a brand that no product carries. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.brands.remove(caller, id, version);
  }
}
