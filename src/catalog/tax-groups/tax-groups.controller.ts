import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { TaxGroupChanges } from './tax-group-changes.js';
import { TaxGroupsService } from './tax-groups.service.js';
import { TaxGroupResponse } from './dto/tax-group.response.js';
import { SaveTaxGroupDto } from './dto/save-tax-group.dto.js';
import { UpdateTaxGroupDto } from './dto/update-tax-group.dto.js';

@ApiTags('tax-groups')
@Controller('tax-groups')
export class TaxGroupsController {
  constructor(
    private readonly taxGroups: TaxGroupsService,
    private readonly changes: TaxGroupChanges,
  ) {}

  /** List tax groups. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [TaxGroupResponse] })
  list(@Query() query: ListQuery): Promise<Page<TaxGroupResponse>> {
    return this.taxGroups.list(query);
  }

  /** Create a tax group. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: TaxGroupResponse })
  create(@CurrentCaller() caller: Caller, @Body() input: SaveTaxGroupDto): Promise<TaxGroupResponse> {
    return this.changes.create(caller, input);
  }

  /** Get a tax group. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: TaxGroupResponse })
  get(@IdParam() id: string): Promise<TaxGroupResponse> {
    return this.taxGroups.get(id);
  }

  /** Change the sent fields of a tax group. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: TaxGroupResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateTaxGroupDto,
    @IfMatch() version?: number,
  ): Promise<TaxGroupResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Change the sent fields of a tax group. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: TaxGroupResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateTaxGroupDto,
    @IfMatch() version?: number,
  ): Promise<TaxGroupResponse> {
    return this.changes.update(caller, id, input, version);
  }

  /** Delete a tax group that no product has. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.changes.remove(caller, id, version);
  }
}
