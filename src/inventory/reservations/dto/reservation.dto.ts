import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsDay, IsInstant } from '../../../common/http/validation/day-or-instant.js';
import { IsQuantity, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { LowerCased } from '../../../common/http/validation/transforms.js';
import { ProductOfLineDto } from '../../lines/stock-line.dto.js';
import { RESERVATION_STATUSES, type ReservationStatus } from '../../entities/stock-reservation.entity.js';

export class ReserveDto extends ProductOfLineDto {
  /** The default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /** @example 2 */
  @IsQuantity()
  quantity: number;

  /**
   * Code of the unit that `quantity` counts: one of the product's packs, or its own; absent = what the code says, else
   * its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /**
   * Only of this batch.
   * @example L2411
   */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /** @example 2027-03-31 */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /**
   * For what it is reserved.
   * @example order
   */
  @LowerCased()
  @Matches(/^[a-z][a-z0-9_]{0,29}$/, {
    message: 'owner_type must be 1 to 30 of a-z, 0-9 and _, and begin with a letter',
  })
  owner_type: string;

  /** For which one. */
  @IsUUID()
  owner_id: string;

  /**
   * When the promise ends by itself; never when left out.
   * @example 2026-12-01T18:00:00Z
   */
  @Nullable()
  @IsInstant()
  expires_at?: string | null;
}

export class ExtendReservationDto {
  /**
   * Null lets it last until it is kept or released.
   * @example 2026-12-05T18:00:00Z
   */
  @Nullable()
  @IsInstant()
  expires_at: string | null;
}

export class ReleaseReservationDto {
  /** @example Customer changed their mind */
  @Nullable()
  @IsText(500)
  reason?: string | null;
}

export class ListReservationsQuery extends ListQuery {
  /** @example active */
  @IsOptional()
  @IsIn(RESERVATION_STATUSES)
  status?: ReservationStatus;

  @IsOptional()
  @IsUUID()
  product_id?: string;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  /** @example order */
  @IsOptional()
  @IsText(30)
  owner_type?: string;

  @IsOptional()
  @IsUUID()
  owner_id?: string;
}
