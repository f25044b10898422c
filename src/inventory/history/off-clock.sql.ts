/**
 * Movements whose times do not go together as usual (as-of.ts says how), in the words of the partial index
 * `ix_stock_movements_off_clock`, which finds them whenever they were recorded.
 */
export const OFF_CLOCK = `(m.occurred_at - stock_recorded_at(m.id) BETWEEN interval '-1 day' AND interval '1 hour'
  AND m.business_date - (m.occurred_at AT TIME ZONE 'UTC')::date BETWEEN -1 AND 1) IS NOT TRUE`;
