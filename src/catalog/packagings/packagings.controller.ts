import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ConversionsResponse } from './dto/conversions.response.js';
import { PackagingResponse } from './dto/packaging.response.js';
import { SavePackagingDto } from './dto/save-packaging.dto.js';
import { UpdatePackagingDto } from './dto/update-packaging.dto.js';
import { PackagingChanges } from './packaging-changes.js';
import { PackagingsService } from './packagings.service.js';

@ApiTags('products')
@Controller('products/:id/packagings')
export class PackagingsController {
  constructor(
    private readonly packagings: PackagingsService,
    private readonly changes: PackagingChanges,
  ) {}

  /** List a product's packs, the smallest first. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [PackagingResponse] })
  list(@IdParam() id: string): Promise<PackagingResponse[]> {
    return this.packagings.list(id);
  }

  /** Add a pack in which a product is sold or bought. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: PackagingResponse })
  create(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: SavePackagingDto,
  ): Promise<PackagingResponse> {
    return this.changes.create(caller, id, input);
  }

  /** Compare all packs of a product, and name those that do not break down into each other. */
  @Get('conversions')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: ConversionsResponse })
  conversions(@IdParam() id: string): Promise<ConversionsResponse> {
    return this.packagings.conversions(id);
  }

  /** Get a pack. */
  @Get(':packaging_id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: PackagingResponse })
  get(@IdParam() id: string, @IdParam('packaging_id') packagingId: string): Promise<PackagingResponse> {
    return this.packagings.get(id, packagingId);
  }

  /** Change the sent fields of a pack. */
  @Put(':packaging_id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: PackagingResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('packaging_id') packagingId: string,
    @Body() input: UpdatePackagingDto,
    @IfMatch() expectedVersion?: number,
  ): Promise<PackagingResponse> {
    return this.changes.update(caller, { product_id: id, id: packagingId, expectedVersion }, input);
  }

  /** Change the sent fields of a pack. */
  @Patch(':packaging_id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: PackagingResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('packaging_id') packagingId: string,
    @Body() input: UpdatePackagingDto,
    @IfMatch() expectedVersion?: number,
  ): Promise<PackagingResponse> {
    return this.changes.update(caller, { product_id: id, id: packagingId, expectedVersion }, input);
  }

  /** Delete a pack that nothing was sold in. */
  @Delete(':packaging_id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('packaging_id') packagingId: string,
    @IfMatch() expectedVersion?: number,
  ): Promise<void> {
    return this.changes.remove(caller, { product_id: id, id: packagingId, expectedVersion });
  }
}
