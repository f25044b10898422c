import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsDayOrInstant } from '../../common/http/validation/day-or-instant.js';
import { MOVEMENT_KINDS, type MovementKind } from '../ledger/stock-ledger.types.js';

/** Filters of one product's movements. */
export class ListHistoryQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  location_id?: string;
}

/** Filters of all movements. */
export class ListMovementsQuery extends ListHistoryQuery {
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** @example sale */
  @IsOptional()
  @IsIn(MOVEMENT_KINDS)
  kind?: MovementKind;

  /** The sale, return or other document that moved the stock. */
  @IsOptional()
  @IsUUID()
  source_id?: string;

  /**
   * First day or time.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /**
   * Last day or time, included.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;
}
