import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { ProfileDto } from '../users/dto/profile.dto.js';
import { UsersService } from '../users/users.service.js';
import { AccountService } from './account.service.js';
import { ChangePasswordDto } from './dto/change-password.dto.js';
import { MeResponse } from './dto/me.response.js';

@ApiTags('auth')
@Controller('auth')
@RequirePermission('account:self')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly users: UsersService,
  ) {}

  /** Show who is signed in and what they may do. */
  @Get('me')
  @ApiOkResponse({ type: MeResponse })
  async me(@CurrentCaller() { actor }: Caller): Promise<MeResponse> {
    return MeResponse.of(await this.users.get(actor.id), actor);
  }

  /** Change one's own profile. */
  @Patch('me')
  @ApiOkResponse({ type: MeResponse })
  async update(
    @Body() dto: ProfileDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<MeResponse> {
    return MeResponse.of(await this.users.updateProfile(dto, caller, version), caller.actor);
  }

  /** Change one's own password and sign out everywhere else. */
  @Post('change-password')
  @HttpCode(204)
  @ApiNoContentResponse()
  changePassword(@Body() dto: ChangePasswordDto, @CurrentCaller() caller: Caller): Promise<void> {
    return this.account.changePassword(dto, caller);
  }

  /** Sign out; the session's tokens stop working at once. */
  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  logout(@CurrentCaller() caller: Caller): Promise<void> {
    return this.account.logout(caller);
  }
}
