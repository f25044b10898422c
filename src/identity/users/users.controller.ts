import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { SaveUserDto, UpdateUserDto } from './dto/save-user.dto.js';
import { UserListQuery } from './dto/user-list.query.dto.js';
import { UserResponse } from './dto/user.response.js';
import { ListUsersQuery } from './list-users.query.js';
import { UserLifecycleService } from './user-lifecycle.service.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
@RequirePermission('users:write')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly lifecycle: UserLifecycleService,
    private readonly lists: ListUsersQuery,
  ) {}

  /** List users. */
  @Get()
  @RequirePermission('users:read')
  @ApiOkResponse({ type: [UserResponse] })
  async list(@Query() request: UserListQuery): Promise<Page<UserResponse>> {
    return (await this.lists.run(request)).map(UserResponse.from);
  }

  /** Create a user. */
  @Post()
  @ApiCreatedResponse({ type: UserResponse })
  async create(@Body() dto: SaveUserDto, @CurrentCaller() caller: Caller): Promise<UserResponse> {
    return UserResponse.from(await this.users.create(dto, caller));
  }

  /** Show a user. */
  @Get(':id')
  @RequirePermission('users:read')
  @ApiOkResponse({ type: UserResponse })
  async get(@IdParam() id: string): Promise<UserResponse> {
    return UserResponse.from(await this.users.get(id));
  }

  /** Change a user; a new password ends the user's sessions. */
  @Put(':id')
  @ApiOkResponse({ type: UserResponse })
  replace(
    @IdParam() id: string,
    @Body() dto: UpdateUserDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<UserResponse> {
    return this.update(id, dto, caller, version);
  }

  /** Change a user; a new password ends the user's sessions. */
  @Patch(':id')
  @ApiOkResponse({ type: UserResponse })
  async update(
    @IdParam() id: string,
    @Body() dto: UpdateUserDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<UserResponse> {
    return UserResponse.from(await this.users.update(id, dto, caller, version));
  }

  /** Delete a user, or forget who it was when documents refer to it. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@IdParam() id: string, @CurrentCaller() caller: Caller, @IfMatch() version?: number): Promise<void> {
    return this.lifecycle.remove(id, caller, version);
  }

  /** Let a user sign in again. */
  @Post(':id/activate')
  @HttpCode(200)
  @ApiOkResponse({ type: UserResponse })
  async activate(
    @IdParam() id: string,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<UserResponse> {
    return UserResponse.from(await this.lifecycle.activate(id, caller, version));
  }

  /** Stop a user from signing in; open sessions and API keys stop at once. */
  @Post(':id/deactivate')
  @HttpCode(200)
  @ApiOkResponse({ type: UserResponse })
  async deactivate(
    @IdParam() id: string,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<UserResponse> {
    return UserResponse.from(await this.lifecycle.deactivate(id, caller, version));
  }
}
