import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/auth/public.decorator.js';
import { CurrentClient, type Client } from '../sessions/client.js';
import { UserResponse } from '../users/dto/user.response.js';
import { AccessTokens } from './access-tokens.js';
import { LoginDto } from './dto/login.dto.js';
import { RefreshDto } from './dto/refresh.dto.js';
import { RegisterDto } from './dto/register.dto.js';
import { TokensResponse } from './dto/tokens.response.js';
import { LoginUseCase } from './login.use-case.js';
import { OptionalAuthentication } from './optional-authentication.decorator.js';
import { RefusesWith } from './refuses-with.decorator.js';
import { RefreshUseCase } from './refresh.use-case.js';
import { RegisterUseCase } from './register.use-case.js';

@ApiTags('auth')
@Controller('auth')
@Public()
export class AuthController {
  constructor(
    private readonly registration: RegisterUseCase,
    private readonly logins: LoginUseCase,
    private readonly refreshes: RefreshUseCase,
    private readonly tokens: AccessTokens,
  ) {}

  /** Register an account; the first one of an empty system administers it. */
  @Post('register')
  @OptionalAuthentication()
  @RefusesWith(401, 'Credentials were sent, and are not valid.')
  @RefusesWith(403, 'Registration is closed.')
  @ApiCreatedResponse({ type: UserResponse })
  async register(@Body() dto: RegisterDto, @CurrentClient() client: Client): Promise<UserResponse> {
    return UserResponse.from(await this.registration.execute(dto, client));
  }

  /** Sign in with username and password. */
  @Post('login')
  @HttpCode(200)
  @RefusesWith(401, 'The username or the password is wrong.')
  @ApiOkResponse({ type: TokensResponse })
  async login(@Body() dto: LoginDto, @CurrentClient() client: Client): Promise<TokensResponse> {
    return this.tokens.answer(await this.logins.execute(dto, client));
  }

  /** Swap a refresh token for new tokens. */
  @Post('refresh')
  @HttpCode(200)
  @RefusesWith(401, 'The refresh token is unknown, used or expired.')
  @ApiOkResponse({ type: TokensResponse })
  async refresh(@Body() dto: RefreshDto, @CurrentClient() client: Client): Promise<TokensResponse> {
    return this.tokens.answer(await this.refreshes.execute(dto.refresh_token, client));
  }
}
