import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { isUuid } from '../../common/http/validation/id-param.js';
import { AppConfig } from '../../config/app-config.js';
import type { AccessClaims } from '../sessions/sessions.js';
import { TOKEN_ALGORITHM, TOKEN_PARTY } from './access-tokens.js';

/**
 * Checks signature, algorithm, issuer, audience and expiry of a bearer token. It looks nothing up: passport keeps
 * one strategy for the whole process, so whatever belongs to one application stays in the guard.
 */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(config: AppConfig) {
    // Given text, jsonwebtoken would first try to read it as a public key, at half a millisecond for each request.
    const key = createSecretKey(config.jwt_secret, 'utf8');
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: key as unknown as Buffer,
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_PARTY,
      audience: TOKEN_PARTY,
    });
  }

  validate({ sub, sid }: Partial<Record<keyof AccessClaims, unknown>>): AccessClaims | null {
    if (typeof sub !== 'string' || typeof sid !== 'string' || !isUuid(sub) || !isUuid(sid)) return null;
    return { sub, sid };
  }
}
