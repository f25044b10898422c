import { IsText } from '../../../common/http/validation/decorators.js';

export class RefreshDto {
  /** @example Yk3rUo1YV0m5gq3iZ0j0e4mYc1x9q2s8w7v6u5t4r3E */
  @IsText(200)
  refresh_token: string;
}
