import type { DiscountType, PromotionKind } from '../../domain/rules.types.js';
import { numberOrNull } from '../../prices/shared/number-or-null.js';
import type { TargetKind, TargetRole } from '../promotion-scope.entities.js';
import type { PromotionRow } from '../promotion.row.js';
import type { PromotionWarning } from '../promotion-warnings.js';

export class PromotionTargetResponse {
  /** @example buy */
  role: TargetRole;
  /** @example category */
  kind: TargetKind;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12 */
  target_id: string;
}

/** Something that may be meant, but mostly is not. */
export class PromotionWarningResponse {
  /** @example value */
  field: string;
  /** @example PRICE_NOT_BELOW_BASE */
  code: PromotionWarning['code'];
  /** @example Tea already costs no more. */
  message: string;
}

export class PromotionResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e61 */
  id: string;
  /** @example 1 */
  version: number;
  /** @example XMAS26 */
  code: string | null;
  /** @example Ten off all tea */
  name: string;
  /** @example Every tea, in December */
  description: string | null;
  /** @example percentage */
  kind: PromotionKind;
  /** @example 10 */
  value: number | null;
  value_type: DiscountType | null;
  /**
   * By the clock of the store that sells; both ends are included.
   * @example 2026-12-01T00:00:00
   */
  starts_at: string | null;
  /** @example 2026-12-31T23:59:59 */
  ends_at: string | null;
  /**
   * 1 is Monday; null = every day.
   * @example [5, 6]
   */
  days_of_week: number[] | null;
  /** @example 17:00:00 */
  time_from: string | null;
  /** @example 19:00:00 */
  time_to: string | null;
  /** @example 2 */
  min_quantity: number | null;
  /** @example 10 */
  max_quantity: number | null;
  /** @example 50 */
  min_basket_amount: number | null;
  /** @example null */
  buy_quantity: number | null;
  /** @example null */
  get_quantity: number | null;
  /** @example null */
  get_percent: number | null;
  /** @example 0 */
  priority: number;
  /** @example false */
  is_exclusive: boolean;
  /** @example false */
  requires_coupon: boolean;
  /** @example 1000 */
  usage_limit: number | null;
  /** @example 1 */
  usage_limit_per_customer: number | null;
  /** @example 5000 */
  budget: number | null;
  /** @example true */
  is_active: boolean;
  targets: PromotionTargetResponse[];
  /** @example [] */
  price_group_ids: string[];
  /** @example [] */
  location_ids: string[];
  /** @example 2026-10-28T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-10-28T08:00:00.000Z */
  updated_at: Date;
  /** What may not be meant; left out of lists. */
  warnings?: PromotionWarningResponse[];

  static from(row: PromotionRow, warnings?: PromotionWarning[]): PromotionResponse {
    return {
      ...row,
      value: numberOrNull(row.value),
      min_quantity: numberOrNull(row.min_quantity),
      max_quantity: numberOrNull(row.max_quantity),
      min_basket_amount: numberOrNull(row.min_basket_amount),
      get_percent: numberOrNull(row.get_percent),
      budget: numberOrNull(row.budget),
      ...(warnings === undefined ? {} : { warnings }),
    };
  }
}
