import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, ValidateIf } from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { IsText, Nullable } from '../../../common/http/validation/decorators.js';

/** What the supplier said. */
export class ConfirmOrderDto {
  /**
   * The supplier's own number for the order.
   * @example AB-7731
   */
  @Nullable()
  @IsText(100)
  supplier_reference?: string | null;

  /**
   * When they will deliver, if not as expected; not in the past.
   * @example 2030-01-31
   */
  @Nullable()
  @IsDay()
  expected_delivery_date?: string | null;
}

export class SendOrderDto {
  /** True mails it to the supplier's address, an address mails it there; absent or false sends no mail. */
  @ValidateIf((_, value) => value !== undefined && value !== null && typeof value !== 'boolean')
  @IsEmail()
  @ApiProperty({
    required: false,
    oneOf: [{ type: 'boolean' }, { type: 'string', format: 'email' }],
    example: 'orders@acme.example',
  })
  email?: boolean | string | null;

  /** @example By telephone */
  @Nullable()
  @IsText(1000)
  comment?: string | null;
}
