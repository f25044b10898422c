import { ApiProperty } from '@nestjs/swagger';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';

export const MOVE_OUTCOMES = ['changed', 'unchanged', 'refused'] as const;
export type MoveOutcome = (typeof MOVE_OUTCOMES)[number];

/** What became of one product. */
export class MoveVerdictResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  product_id: string;
  /** Null for a product that does not exist. */
  sku: string | null;
  /** Where it was before. */
  @ApiProperty({ enum: LIFECYCLE_STATUSES, example: 'active', nullable: true })
  from_status: LifecycleStatus | null;
  @ApiProperty({ enum: MOVE_OUTCOMES, example: 'changed' })
  outcome: MoveOutcome;
  /**
   * Why it was refused: PRODUCT_NOT_FOUND, TRANSITION_FORBIDDEN, HAS_STOCK or PART_OF_BUNDLE.
   * @example HAS_STOCK
   */
  code: string | null;
  /** @example The product still has 4 in stock. */
  message: string | null;
}

/** One verdict for each product asked for, in the order in which they were sent. */
export class MoveProductsResponse {
  /** @example 12 */
  changed: number;
  /** @example 0 */
  unchanged: number;
  /** @example 1 */
  refused: number;
  results: MoveVerdictResponse[];

  static from(results: MoveVerdictResponse[]): MoveProductsResponse {
    const count = (wanted: MoveOutcome): number => results.filter(({ outcome }) => outcome === wanted).length;
    return { changed: count('changed'), unchanged: count('unchanged'), refused: count('refused'), results };
  }
}
