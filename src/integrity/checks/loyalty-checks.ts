import type { Check } from './check.js';

/** The points projections, recomputed from the append-only entries. */
export const LOYALTY_CHECKS: readonly Check[] = [
  {
    name: 'loyalty_balances',
    promise: 'The balance of every member is the sum of their entries.',
    sql: `
      SELECT json_build_object('member_id', m.id, 'customer_id', m.customer_id) AS subject,
        coalesce(e.points, 0) AS expected, m.balance AS found
      FROM loyalty_members m
      LEFT JOIN (SELECT member_id, sum(points) AS points FROM loyalty_entries GROUP BY member_id) e ON e.member_id = m.id
      WHERE m.balance <> coalesce(e.points, 0)`,
  },
  {
    name: 'loyalty_lots',
    promise: 'Every lot holds what came into it, less what was drawn.',
    sql: `
      SELECT json_build_object('lot_id', l.id, 'member_id', l.member_id) AS subject,
        json_build_object('points', coalesce(e.points, 0), 'remaining', coalesce(e.points, 0) - coalesce(d.points, 0)) AS expected,
        json_build_object('points', l.points, 'remaining', l.remaining) AS found
      FROM loyalty_lots l
      LEFT JOIN (SELECT lot_id, sum(points) AS points FROM loyalty_entries WHERE lot_id IS NOT NULL GROUP BY lot_id) e
        ON e.lot_id = l.id
      LEFT JOIN (SELECT lot_id, sum(points) AS points FROM loyalty_draws GROUP BY lot_id) d ON d.lot_id = l.id
      WHERE l.points <> coalesce(e.points, 0) OR l.remaining <> l.points - coalesce(d.points, 0)`,
  },
  {
    name: 'loyalty_lots_make_balances',
    promise: 'The lots of every member sum to the balance; who owes points has none.',
    sql: `
      SELECT json_build_object('member_id', m.id, 'customer_id', m.customer_id) AS subject,
        greatest(m.balance, 0) AS expected, coalesce(l.remaining, 0) AS found
      FROM loyalty_members m
      LEFT JOIN (SELECT member_id, sum(remaining) AS remaining FROM loyalty_lots GROUP BY member_id) l ON l.member_id = m.id
      WHERE greatest(m.balance, 0) <> coalesce(l.remaining, 0)`,
  },
  {
    name: 'loyalty_draws',
    promise: 'What an entry took it drew from lots, all but what is owed; what it gave back it gave to lots.',
    sql: `
      SELECT json_build_object('entry_id', e.id, 'kind', e.kind) AS subject, -e.points AS expected, coalesce(d.points, 0) AS found
      FROM loyalty_entries e
      LEFT JOIN (
        SELECT d.entry_id, sum(d.points) FILTER (WHERE sign(d.points) = -sign(e.points)) AS points
        FROM loyalty_draws d JOIN loyalty_entries e ON e.id = d.entry_id GROUP BY d.entry_id
      ) d ON d.entry_id = e.id
      WHERE e.kind <> 'transfer' AND e.lot_id IS NULL
        AND CASE WHEN e.kind = 'earn_reversal' THEN coalesce(d.points, 0) > -e.points
          ELSE coalesce(d.points, 0) <> -e.points END`,
  },
  {
    name: 'loyalty_earned',
    promise: 'Every point earned names a line of its own, completed sale.',
    sql: `
      SELECT json_build_object('entry_id', e.id, 'member_id', e.member_id) AS subject, i.sale_id AS expected, e.sale_id AS found
      FROM loyalty_entries e
      LEFT JOIN sale_items i ON i.id = e.sale_item_id
      LEFT JOIN sales s ON s.id = i.sale_id
      WHERE e.kind = 'earn' AND (i.sale_id IS DISTINCT FROM e.sale_id OR s.completed_at IS NULL)`,
  },
  {
    name: 'loyalty_reversals',
    promise:
      'Nothing is taken or given back beyond the entry that it reverses, and all that was earned when the sale is voided.',
    sql: `
      SELECT json_build_object('entry_id', e.id, 'kind', e.kind, 'sale_id', e.sale_id) AS subject, -e.points AS expected,
        coalesce(r.points, 0) AS found
      FROM loyalty_entries e
      LEFT JOIN (SELECT reverses_id, sum(points) AS points FROM loyalty_entries WHERE reverses_id IS NOT NULL GROUP BY 1) r
        ON r.reverses_id = e.id
      LEFT JOIN sales s ON s.id = e.sale_id
      WHERE abs(coalesce(r.points, 0)) > abs(e.points)
        OR (e.kind = 'earn' AND coalesce(r.points, 0) <> -e.points
          AND (s.voided_at IS NOT NULL OR s.status = 'cancelled'))`,
  },
  {
    name: 'loyalty_tender',
    promise: 'What the money journal says was paid with points is what points were redeemed for.',
    sql: `
      SELECT json_build_object('sale_id', sale_id) AS subject, coalesce(j.amount, 0) AS expected, coalesce(e.amount, 0) AS found
      FROM (
        SELECT sale_id, sum(amount) AS amount FROM money_journal
        WHERE payment_method = 'loyalty_points' AND sale_id IS NOT NULL GROUP BY sale_id
      ) j
      FULL JOIN (
        SELECT sale_id, sum(CASE kind WHEN 'redeem' THEN amount ELSE -amount END) AS amount
        FROM loyalty_entries WHERE kind IN ('redeem', 'redeem_reversal') GROUP BY sale_id
      ) e USING (sale_id)
      WHERE coalesce(j.amount, 0) <> coalesce(e.amount, 0)`,
  },
  {
    name: 'loyalty_tier_points',
    promise:
      'The points that make a tier are those earned within its window, less what was taken back of them.',
    sql: `
      SELECT json_build_object('member_id', m.id, 'customer_id', m.customer_id) AS subject,
        coalesce(sum(e.points + coalesce(r.points, 0)), 0) AS expected, m.tier_points AS found
      FROM loyalty_members m
      JOIN loyalty_members own ON own.id = m.id OR own.merged_into_id = m.id
      LEFT JOIN loyalty_entries e
        ON e.member_id = own.id AND e.kind = 'earn' AND e.business_date >= m.tier_window_from
      LEFT JOIN (SELECT reverses_id, sum(points) AS points FROM loyalty_entries WHERE kind = 'earn_reversal' GROUP BY 1) r
        ON r.reverses_id = e.id
      WHERE m.status <> 'merged'
      GROUP BY m.id HAVING coalesce(sum(e.points + coalesce(r.points, 0)), 0) <> m.tier_points`,
  },
];
