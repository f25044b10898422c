import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { CategoriesService } from './categories.service.js';
import { CategoryChanges } from './category-changes.js';
import { CategoryResponse } from './dto/category.response.js';
import { ListCategoriesQuery } from './dto/list-categories.query.js';
import { MoveCategoryDto } from './dto/move-category.dto.js';
import { SaveCategoryDto } from './dto/save-category.dto.js';
import { UpdateCategoryDto } from './dto/update-category.dto.js';

@ApiTags('categories')
@Controller('categories')
export class CategoriesController {
  constructor(
    private readonly categories: CategoriesService,
    private readonly changes: CategoryChanges,
  ) {}

  /** List categories, flat with parent_id or nested with tree=true. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [CategoryResponse] })
  list(@Query() query: ListCategoriesQuery): Promise<Page<CategoryResponse> | CategoryResponse[]> {
    return this.categories.list(query);
  }

  /** Create a category. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: CategoryResponse })
  create(@CurrentCaller() caller: Caller, @Body() input: SaveCategoryDto): Promise<CategoryResponse> {
    return this.changes.create(caller, input);
  }

  /** Get a category. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: CategoryResponse })
  get(@IdParam() id: string): Promise<CategoryResponse> {
    return this.categories.get(id);
  }

  /** Change the sent fields of a category. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: CategoryResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateCategoryDto,
    @IfMatch() version?: number,
  ): Promise<CategoryResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Change the sent fields of a category. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: CategoryResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateCategoryDto,
    @IfMatch() version?: number,
  ): Promise<CategoryResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Move a category, with everything below it, under another one or to the root. */
  @Post(':id/move')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: CategoryResponse })
  move(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() { parent_id }: MoveCategoryDto,
    @IfMatch() version?: number,
  ): Promise<CategoryResponse> {
    return this.changes.update(caller, id, { parent_id }, version);
  }

  /** Delete a category without children and products. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.changes.remove(caller, id, version);
  }
}
