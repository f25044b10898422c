import { ApiProperty } from '@nestjs/swagger';
import { DUPLICATE_REASONS, type DuplicateReason, type DuplicateRow } from './customer-duplicates.query.js';

export class CustomerDuplicateResponse {
  /** @example 01930000-0000-7000-8000-000000000043 */
  id: string;
  /** @example C000043 */
  code: string;
  /** @example Corner Cafe */
  name: string;
  /** @example john@corner.example */
  email: string | null;
  /** @example 020 7946 0958 */
  phone: string | null;
  /** @example London */
  city: string | null;
  /** @example GB980780684 */
  vat_number: string | null;
  is_active: boolean;
  /** What both have in common. */
  @ApiProperty({ enum: DUPLICATE_REASONS, isArray: true, example: ['email', 'name'] })
  reasons: DuplicateReason[];
  /**
   * How alike the names are, from 0 to 1.
   * @example 0.72
   */
  name_similarity: number;

  static from(this: void, row: DuplicateRow): CustomerDuplicateResponse {
    return Object.assign(new CustomerDuplicateResponse(), row);
  }
}
