import type { ReviewRow } from '../review.sql.js';

/** What everybody sees of a review; who wrote it is told as a name alone. */
export class ReviewResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a14 */
  id: string;
  product_id: string;
  /**
   * The user's name.
   * @example jane
   */
  author: string;
  /** The caller's own. */
  is_own: boolean;
  /**
   * Stars, 1 to 5.
   * @example 5
   */
  rating: number;
  /** @example Keeps coffee warm */
  title: string | null;
  comment: string | null;
  /** Hidden by a moderator: seen by moderators and its author alone, and not counted. */
  is_hidden: boolean;
  /** Only for moderators. */
  hidden_reason?: string | null;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(row: ReviewRow, reader: { id: string; isModerator: boolean }): ReviewResponse {
    return {
      id: row.id,
      product_id: row.product_id,
      author: row.author,
      is_own: row.user_id === reader.id,
      rating: row.rating,
      title: row.title,
      comment: row.comment,
      is_hidden: row.is_hidden,
      hidden_reason: reader.isModerator ? row.hidden_reason : undefined,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}

/** How many reviews gave so many stars. */
export class RatingCount {
  /** @example 5 */
  rating: number;
  /** @example 12 */
  count: number;
}

export class ReviewSummaryResponse {
  product_id: string;
  /**
   * Stars on average, to two decimals; null without reviews.
   * @example 4.57
   */
  average_rating: number | null;
  /** @example 14 */
  review_count: number;
  /** From five stars to one. */
  ratings: RatingCount[];
}
