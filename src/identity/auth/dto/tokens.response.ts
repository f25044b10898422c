export class TokensResponse {
  /**
   * Goes into `Authorization: Bearer`.
   * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzaWQiOiIwMTk5In0.c2lnbmF0dXJl
   */
  access_token: string;
  /**
   * Good for one call of `/v1/auth/refresh`.
   * @example Yk3rUo1YV0m5gq3iZ0j0e4mYc1x9q2s8w7v6u5t4r3E
   */
  refresh_token: string;
  /** @example bearer */
  token_type: 'bearer';
  /**
   * Seconds until the access token expires.
   * @example 1800
   */
  expires_in: number;
}
