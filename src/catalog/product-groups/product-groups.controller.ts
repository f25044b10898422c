import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListProductGroupsQuery } from './dto/list-product-groups.query.js';
import { MoveProductGroupDto } from './dto/move-product-group.dto.js';
import { ProductGroupResponse } from './dto/product-group.response.js';
import { SaveProductGroupDto } from './dto/save-product-group.dto.js';
import { UpdateProductGroupDto } from './dto/update-product-group.dto.js';
import { ProductGroupChanges } from './product-group-changes.js';
import { ProductGroupsService } from './product-groups.service.js';

@ApiTags('product groups')
@Controller('product-groups')
export class ProductGroupsController {
  constructor(
    private readonly groups: ProductGroupsService,
    private readonly changes: ProductGroupChanges,
  ) {}

  /** List product groups, flat with parent_id or nested with tree=true. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ProductGroupResponse] })
  list(@Query() query: ListProductGroupsQuery): Promise<Page<ProductGroupResponse> | ProductGroupResponse[]> {
    return this.groups.list(query);
  }

  /** Create a product group. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: ProductGroupResponse })
  create(@CurrentCaller() caller: Caller, @Body() input: SaveProductGroupDto): Promise<ProductGroupResponse> {
    return this.changes.create(caller, input);
  }

  /** Get a product group. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: ProductGroupResponse })
  get(@IdParam() id: string): Promise<ProductGroupResponse> {
    return this.groups.get(id);
  }

  /** Change the sent fields of a product group. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductGroupResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProductGroupDto,
    @IfMatch() version?: number,
  ): Promise<ProductGroupResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Change the sent fields of a product group. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductGroupResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProductGroupDto,
    @IfMatch() version?: number,
  ): Promise<ProductGroupResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Move a product group, with everything below it, under another one or to the root. */
  @Post(':id/move')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductGroupResponse })
  move(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: MoveProductGroupDto,
    @IfMatch() version?: number,
  ): Promise<ProductGroupResponse> {
    return this.changes.move(caller, id, input, version);
  }

  /** Delete a product group without groups and products below it. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.changes.remove(caller, id, version);
  }
}
