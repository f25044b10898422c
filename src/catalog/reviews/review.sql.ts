import type { ListPlan } from '../../common/http/list/list-rows.js';
import type { ListReviewsQuery } from './dto/list-reviews.query.js';

export interface ReviewRow {
  id: string;
  product_id: string;
  user_id: string;
  author: string;
  rating: number;
  title: string | null;
  comment: string | null;
  is_hidden: boolean;
  hidden_reason: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

const COLUMNS = `
  r.id, r.product_id, r.user_id, u.username AS author, r.rating, r.title, r.comment, r.is_hidden, r.hidden_reason,
  r.version, r.created_at, r.updated_at`;
const FROM = `product_reviews r JOIN user_names u ON u.user_id = r.user_id`;

/** One review of a product, whoever wrote it. */
export const BY_ID = `SELECT ${COLUMNS} FROM ${FROM} WHERE r.product_id = $1::uuid AND r.id = $2::uuid`;

/** Visible ones only: how often each number of stars was given, and their average. */
export const SUMMARY = `
  SELECT p.id AS product_id, s.average_rating, COALESCE(s.review_count, 0) AS review_count,
    (SELECT json_agg(json_build_object('rating', star, 'count', (
      SELECT count(*) FROM product_reviews r WHERE r.product_id = p.id AND r.rating = star AND NOT r.is_hidden
    )) ORDER BY star DESC) FROM generate_series(1, 5) AS star) AS ratings
  FROM products p LEFT JOIN product_ratings s ON s.product_id = p.id WHERE p.id = $1::uuid`;

export interface SummaryRow {
  product_id: string;
  average_rating: string | null;
  review_count: number;
  ratings: { rating: number; count: number }[];
}

/** A page of a product's reviews; hidden ones for moderators who ask for them, and for their author. */
export function reviewList(
  productId: string,
  reader: { id: string; isModerator: boolean },
  { rating, include_hidden }: ListReviewsQuery,
): ListPlan {
  const where = ['r.product_id = $1::uuid'];
  const params: unknown[] = [productId];
  if (!(reader.isModerator && include_hidden === true)) {
    where.push(`(NOT r.is_hidden OR r.user_id = $${params.push(reader.id)}::uuid)`);
  }
  if (rating !== undefined) where.push(`r.rating = $${params.push(rating)}::integer`);
  return {
    select: COLUMNS,
    from: FROM,
    where,
    params,
    sortable: {
      created_at: { sql: 'r.created_at', type: 'timestamptz' },
      rating: { sql: 'r.rating', type: 'integer' },
    },
    default_sort: '-created_at',
    id: 'r.id',
  };
}
