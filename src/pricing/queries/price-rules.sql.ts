/**
 * Everything that prices a cart, as one row of JSON columns. Arrays come through subqueries, so that PostgreSQL does
 * not see how long they are: planning anew for each cart would take longer than running it.
 *
 * Parameters: $1 location, $2 customer, $3 products, $4 whatever can name one of them (product, template, category,
 * product group, brand), $5 packs, $6 discounts, $7 coupon codes, $8 business day, $9 wall time; $10 as of when.
 */
const PRODUCTS = `ANY ((SELECT $3::uuid[])::uuid[])`;
const TARGETS = `ANY ((SELECT $4::uuid[])::uuid[])`;
const PACKS = `ANY ((SELECT $5::uuid[])::uuid[])`;
const CODES = `ANY ((SELECT $7::text[])::text[])`;

// Promotions that ended or begin within a day are still explained; older ones would only be noise.
const NEAR = `
  p.is_active AND (p.starts_at IS NULL OR p.starts_at <= $9::timestamp + interval '1 day')
  AND (p.ends_at IS NULL OR p.ends_at >= $9::timestamp - interval '1 day')`;

const WITH = `
  WITH buyer AS MATERIALIZED (SELECT * FROM sale_customers WHERE id = $2::uuid),
  coupon AS MATERIALIZED (SELECT * FROM coupons WHERE code = ${CODES}),
  hit AS MATERIALIZED (
    SELECT promotion_id, array_agg(target_id) FILTER (WHERE role = 'buy') AS buy_targets,
      array_agg(target_id) FILTER (WHERE role = 'get') AS get_targets
    FROM promotion_targets WHERE target_id = ${TARGETS} GROUP BY promotion_id),
  near AS (
    SELECT p.id FROM hit h JOIN promotions p ON p.id = h.promotion_id WHERE ${NEAR}
    UNION
    SELECT p.id FROM promotions p
    WHERE ${NEAR} AND NOT EXISTS (SELECT FROM promotion_targets t WHERE t.promotion_id = p.id)
    UNION
    SELECT promotion_id FROM coupon)`;

const HERE = `
  NOT EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = p.id)
  OR EXISTS (SELECT FROM promotion_locations l WHERE l.promotion_id = p.id AND l.location_id = $1::uuid)`;

const CUSTOMER = `(SELECT to_json(b) FROM buyer b) AS customer`;

const PRICE_GROUP = `
  (SELECT json_build_object('id', g.id, 'name', g.name, 'is_active', g.is_active,
      'default_discount_percent', g.default_discount_percent::text)
   FROM price_groups g WHERE g.id = (SELECT price_group_id FROM buyer)) AS price_group`;

// Discounts that ended or begin within a month of the day are still explained.
const PRODUCT_DISCOUNTS = `
  (SELECT json_agg(json_build_object('id', d.id, 'name', d.name, 'type', d.type, 'value', d.value::text,
      'is_active', d.is_active, 'start_date', d.start_date, 'end_date', d.end_date,
      'is_for_products', EXISTS (SELECT FROM discount_products p WHERE p.discount_id = d.id),
      'product_ids', ARRAY(SELECT p.product_id FROM discount_products p
        WHERE p.discount_id = d.id AND p.product_id = ${PRODUCTS})))
   FROM discounts d
   WHERE d.id IN (
     SELECT unnest($6::uuid[])
     UNION
     SELECT n.id FROM discount_products p JOIN discounts n ON n.id = p.discount_id
     WHERE p.product_id = ${PRODUCTS} AND (n.end_date IS NULL OR n.end_date >= $8::date - 31)
       AND (n.start_date IS NULL OR n.start_date <= $8::date + 31))) AS discounts`;

const PROMOTIONS = `
  (SELECT json_agg(json_strip_nulls(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind,
      'value', p.value::text, 'value_type', p.value_type, 'is_active', p.is_active,
      'starts_at', to_char(p.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS'),
      'ends_at', to_char(p.ends_at, 'YYYY-MM-DD"T"HH24:MI:SS'), 'days_of_week', p.days_of_week,
      'time_from', p.time_from, 'time_to', p.time_to, 'min_quantity', p.min_quantity::text,
      'max_quantity', p.max_quantity::text, 'min_basket_amount', p.min_basket_amount::text,
      'buy_quantity', p.buy_quantity, 'get_quantity', p.get_quantity, 'get_percent', p.get_percent::text,
      'priority', p.priority, 'is_exclusive', p.is_exclusive, 'requires_coupon', p.requires_coupon,
      'is_here', here.is_here,
      'is_group_restricted', EXISTS (SELECT FROM promotion_price_groups g WHERE g.promotion_id = p.id),
      'is_for_group', EXISTS (SELECT FROM promotion_price_groups g
        WHERE g.promotion_id = p.id AND g.price_group_id = (SELECT price_group_id FROM buyer)),
      'buy_targets', h.buy_targets, 'get_targets', h.get_targets,
      'has_buy_targets', EXISTS (SELECT FROM promotion_targets t WHERE t.promotion_id = p.id AND t.role = 'buy'),
      'has_get_targets', EXISTS (SELECT FROM promotion_targets t WHERE t.promotion_id = p.id AND t.role = 'get'),
      'usage_limit', p.usage_limit, 'usage_limit_per_customer', p.usage_limit_per_customer,
      'budget', p.budget::text, 'used_count', n.used_count, 'used_amount', n.used_amount::text,
      'customer_used_count', CASE WHEN p.usage_limit_per_customer IS NOT NULL THEN (
        SELECT sum(r.uses) FROM promotion_redemptions r
        WHERE r.customer_id = (SELECT id FROM buyer) AND r.promotion_id = p.id) END)))
   FROM near JOIN promotions p ON p.id = near.id
     LEFT JOIN hit h ON h.promotion_id = p.id
     LEFT JOIN promotion_counters n ON n.promotion_id = p.id
     CROSS JOIN LATERAL (SELECT ${HERE} AS is_here) here
   WHERE here.is_here OR p.id IN (SELECT promotion_id FROM coupon)) AS promotions`;

const COUPONS = `
  (SELECT json_agg(json_build_object('id', c.id, 'promotion_id', c.promotion_id, 'code', c.code,
      'is_active', c.is_active, 'expires_on', c.expires_on, 'customer_id', c.customer_id,
      'usage_limit', c.usage_limit, 'usage_limit_per_customer', c.usage_limit_per_customer,
      'used_count', coalesce(n.used_count, 0),
      'customer_used_count', CASE WHEN c.usage_limit_per_customer IS NULL THEN 0 ELSE coalesce((
        SELECT sum(r.uses) FROM promotion_redemptions r
        WHERE r.customer_id = (SELECT id FROM buyer) AND r.promotion_id = c.promotion_id AND r.coupon_id = c.id
      ), 0) END))
   FROM coupon c LEFT JOIN coupon_counters n ON n.coupon_id = c.id) AS coupons`;

const COSTS = `
  (SELECT json_agg(json_build_object('product_id', c.product_id, 'cost', coalesce(c.avg_cost, c.last_cost)::text))
   FROM product_location_costs c
   WHERE c.product_id = ${PRODUCTS} AND c.location_id = $1::uuid
     AND coalesce(c.avg_cost, c.last_cost) IS NOT NULL) AS costs`;

const PLACE_PRICES = `
  (SELECT json_agg(json_build_object('id', p.id, 'product_id', p.product_id, 'price', p.effective_price::text,
      'is_active', p.is_active))
   FROM product_prices p WHERE p.product_id = ${PRODUCTS} AND p.location_id = $1::uuid) AS place_prices`;

const QUANTITY_PRICES = `
  (SELECT json_agg(q) FROM (
     SELECT p.id, 'group' AS kind, p.product_id, p.location_id IS NOT NULL AS is_of_place,
       p.min_quantity::text AS min_quantity, p.price::text AS price, NULL AS description, p.is_active
     FROM group_prices p
     WHERE p.product_id = ${PRODUCTS} AND p.price_group_id = (SELECT price_group_id FROM buyer)
       AND (p.location_id IS NULL OR p.location_id = $1::uuid)
     UNION ALL
     SELECT p.id, 'step', p.product_id, p.location_id IS NOT NULL, p.min_quantity::text, p.price::text, p.description,
       p.is_active
     FROM step_prices p
     WHERE p.product_id = ${PRODUCTS} AND (p.location_id IS NULL OR p.location_id = $1::uuid)) q) AS quantity_prices`;

const PACKAGING_PRICES = `
  (SELECT json_agg(json_build_object('id', p.id, 'packaging_id', p.packaging_id,
      'is_of_place', p.location_id IS NOT NULL, 'price', p.effective_price::text, 'is_active', p.is_active))
   FROM packaging_prices p
   WHERE p.packaging_id = ${PACKS} AND (p.location_id IS NULL OR p.location_id = $1::uuid)) AS packaging_prices`;

const ALWAYS = [CUSTOMER, PRICE_GROUP, PRODUCT_DISCOUNTS, PROMOTIONS, COUPONS, COSTS].join(',');

/** The rules as they are now. */
export const PRICE_RULES = `${WITH} SELECT ${ALWAYS}, ${PLACE_PRICES}, ${QUANTITY_PRICES}, ${PACKAGING_PRICES}`;

const PAST = `past AS MATERIALIZED (SELECT * FROM prices_as_of($3::uuid[], $1::uuid, $10::timestamptz))`;

const PAST_PRICES = `
  (SELECT json_agg(json_build_object('subject', t.subject, 'product_id', t.product_id,
      'is_of_place', t.location_id IS NOT NULL, 'packaging_id', t.packaging_id,
      'min_quantity', t.min_quantity::text, 'price', t.price::text))
   FROM past t
   WHERE (t.subject <> 'group' OR t.price_group_id = (SELECT price_group_id FROM buyer))
     AND (t.subject <> 'packaging' OR t.packaging_id = ${PACKS})) AS past_prices`;

/** The rules with prices as they were then; promotions and discounts by their own windows. */
export const PRICE_RULES_AS_OF = `${WITH}, ${PAST} SELECT ${ALWAYS}, ${PAST_PRICES}`;
