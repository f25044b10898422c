import type { DiscountType, PromotionKind } from '../domain/rules.types.js';
import type { TargetKind, TargetRole } from './promotion-scope.entities.js';

export interface TargetRow {
  role: TargetRole;
  kind: TargetKind;
  target_id: string;
}

/** A promotion as SQL reads it; numerics and times as text. */
export interface PromotionRow {
  id: string;
  version: number;
  code: string | null;
  name: string;
  description: string | null;
  kind: PromotionKind;
  value: string | null;
  value_type: DiscountType | null;
  starts_at: string | null;
  ends_at: string | null;
  days_of_week: number[] | null;
  time_from: string | null;
  time_to: string | null;
  min_quantity: string | null;
  max_quantity: string | null;
  min_basket_amount: string | null;
  buy_quantity: number | null;
  get_quantity: number | null;
  get_percent: string | null;
  priority: number;
  is_exclusive: boolean;
  requires_coupon: boolean;
  usage_limit: number | null;
  usage_limit_per_customer: number | null;
  budget: string | null;
  is_active: boolean;
  targets: TargetRow[];
  price_group_ids: string[];
  location_ids: string[];
  created_at: Date;
  updated_at: Date;
}

/** To the second, which is what windows are held against. */
export const PROMOTION_COLUMNS = `
  p.id, p.version, p.code, p.name, p.description, p.kind, p.value, p.value_type,
  to_char(p.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS starts_at, to_char(p.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS ends_at,
  p.days_of_week, p.time_from::text AS time_from, p.time_to::text AS time_to, p.min_quantity, p.max_quantity,
  p.min_basket_amount, p.buy_quantity, p.get_quantity, p.get_percent, p.priority, p.is_exclusive, p.requires_coupon,
  p.usage_limit, p.usage_limit_per_customer, p.budget, p.is_active, p.created_at, p.updated_at,
  (SELECT coalesce(json_agg(json_build_object('role', t.role, 'kind', t.kind, 'target_id', t.target_id)
     ORDER BY t.role, t.kind, t.target_id), '[]') FROM promotion_targets t WHERE t.promotion_id = p.id) AS targets,
  ARRAY(SELECT g.price_group_id::text FROM promotion_price_groups g WHERE g.promotion_id = p.id ORDER BY 1)
    AS price_group_ids,
  ARRAY(SELECT l.location_id::text FROM promotion_locations l WHERE l.promotion_id = p.id ORDER BY 1) AS location_ids`;
