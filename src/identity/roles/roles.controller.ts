import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { RoleListQuery } from './dto/role-list.query.dto.js';
import { RoleResponse } from './dto/role.response.js';
import { SaveRoleDto, UpdateRoleDto } from './dto/save-role.dto.js';
import { RolesService } from './roles.service.js';

@ApiTags('roles')
@Controller('roles')
@RequirePermission('roles:write')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  /** List roles. */
  @Get()
  @RequirePermission('roles:read')
  @ApiOkResponse({ type: [RoleResponse] })
  async list(@Query() request: RoleListQuery): Promise<Page<RoleResponse>> {
    return (await this.roles.list(request)).map(RoleResponse.from);
  }

  /** Create a role. */
  @Post()
  @ApiCreatedResponse({ type: RoleResponse })
  async create(@Body() dto: SaveRoleDto, @CurrentCaller() caller: Caller): Promise<RoleResponse> {
    return RoleResponse.from(await this.roles.create(dto, caller));
  }

  /** Show a role. */
  @Get(':id')
  @RequirePermission('roles:read')
  @ApiOkResponse({ type: RoleResponse })
  async get(@IdParam() id: string): Promise<RoleResponse> {
    return RoleResponse.from(await this.roles.get(id));
  }

  /** Change a role; its users have the new permissions at once. */
  @Put(':id')
  @ApiOkResponse({ type: RoleResponse })
  replace(
    @IdParam() id: string,
    @Body() dto: UpdateRoleDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<RoleResponse> {
    return this.update(id, dto, caller, version);
  }

  /** Change a role; its users have the new permissions at once. */
  @Patch(':id')
  @ApiOkResponse({ type: RoleResponse })
  async update(
    @IdParam() id: string,
    @Body() dto: UpdateRoleDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<RoleResponse> {
    return RoleResponse.from(await this.roles.update(id, dto, caller, version));
  }

  /** Delete a role that no user has. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@IdParam() id: string, @CurrentCaller() caller: Caller, @IfMatch() version?: number): Promise<void> {
    return this.roles.remove(id, caller, version);
  }
}
