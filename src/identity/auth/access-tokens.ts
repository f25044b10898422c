import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AppConfig } from '../../config/app-config.js';
import type { AccessClaims, StartedSession } from '../sessions/sessions.js';
import type { TokensResponse } from './dto/tokens.response.js';

/** Who makes the tokens and whom they are for. */
export const TOKEN_PARTY = 'opentill';
export const TOKEN_ALGORITHM = 'HS256';

/** Makes the short-lived tokens that requests carry. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: AppConfig,
  ) {}

  /** What a client gets when its session starts or goes on. */
  async answer({ user_id, session_id, refresh_token }: StartedSession): Promise<TokensResponse> {
    const expires_in = this.config.access_token_minutes * 60;
    const access_token = await this.sign({ sub: user_id, sid: session_id }, expires_in);
    return { access_token, refresh_token, token_type: 'bearer', expires_in };
  }

  private sign({ sub, sid }: AccessClaims, expiresIn: number): Promise<string> {
    const options = {
      subject: sub,
      issuer: TOKEN_PARTY,
      audience: TOKEN_PARTY,
      algorithm: TOKEN_ALGORITHM,
      expiresIn,
    } as const;
    return this.jwt.signAsync({ sid }, options);
  }
}
