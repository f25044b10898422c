import { numberOrNull } from '../../prices/shared/number-or-null.js';
import type { PriceSubject } from '../price-change.entity.js';

export interface PriceChangeRow {
  id: string;
  subject: PriceSubject;
  location_id: string | null;
  price_group_id: string | null;
  packaging_id: string | null;
  min_quantity: string | null;
  price: string | null;
  changed_at: Date;
  actor_id: string | null;
}

/** A price that began, changed or ended. */
export class PriceChangeResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e51 */
  id: string;
  /**
   * Of the product itself, of it at a place, for a group, from a quantity on, or of a pack.
   * @example place
   */
  subject: PriceSubject;
  /** Null = everywhere. */
  location_id: string | null;
  price_group_id: string | null;
  packaging_id: string | null;
  /** @example 50 */
  min_quantity: number | null;
  /**
   * From then on; null = it ended.
   * @example 24.99
   */
  price: number | null;
  /** @example 2026-10-28T08:00:00.000Z */
  changed_at: Date;
  /** Who changed it; null where the cost did, or it is not known. */
  actor_id: string | null;

  static from(this: void, row: PriceChangeRow): PriceChangeResponse {
    return {
      id: row.id,
      subject: row.subject,
      location_id: row.location_id,
      price_group_id: row.price_group_id,
      packaging_id: row.packaging_id,
      min_quantity: numberOrNull(row.min_quantity),
      price: numberOrNull(row.price),
      changed_at: row.changed_at,
      actor_id: row.actor_id,
    };
  }
}
