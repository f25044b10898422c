import { IsUUID, Matches } from 'class-validator';
import { Nullable } from '../../../common/http/validation/decorators.js';
import { UpperCased } from '../../../common/http/validation/transforms.js';

export class UpdateMemberDto {
  /**
   * Number of the card that they show; unique, kept in upper case.
   * @example 2900000000423
   */
  @Nullable()
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9._/-]{0,49}$/, {
    message: 'card_number must be 1 to 50 letters, digits, . _ / or -',
  })
  card_number?: string | null;
}

export class EnrolMemberDto extends UpdateMemberDto {
  @IsUUID()
  customer_id: string;
}
