const DOCUMENT = `ROW($1, $2, $3, $4, $5, $6, $7)::stock_source`;
const SOURCE = `${DOCUMENT}, $8::uuid, $9::boolean`;
const LINES = `$10::uuid[], $11::uuid[], $12::numeric(14,3)[]`;

const ISSUED = `stock_issue(${SOURCE}, ${LINES}, $13::jsonb)`;
const RECEIVED = `stock_receive(${SOURCE}, ${LINES}, $13::numeric(19,4)[], $14::text[], $15::jsonb)`;
const REVERSED = `stock_reverse(${SOURCE}, ${LINES}, $13::text[], $14::jsonb)`;
const TRANSFERRED = `stock_transfer(${DOCUMENT}, $9::uuid, $8::uuid, ${LINES}, $13::jsonb)`;

/** A posting, and after it the products whose average cost is another one than before. Never around a sale. */
function recosting(products: string, posting: string): string {
  return `
    SELECT posted.* FROM stock_costs(${products}, $8::uuid) AS before(costs), LATERAL (
      SELECT * FROM ${posting} UNION ALL SELECT * FROM stock_recosted(before.costs, $8::uuid)) AS posted`;
}

export const ISSUE = `SELECT * FROM ${ISSUED}`;
export const TAKE_OUT = recosting('$11::uuid[]', ISSUED);
export const TAKE_IN = recosting('$11::uuid[]', RECEIVED);
export const TAKE_BACK = recosting('stock_products($10::uuid[])', REVERSED);
/** $8 is where the goods go: their coming may change what they cost there. */
export const TRANSFER = recosting('$11::uuid[]', TRANSFERRED);
export const RESTATE = `
  SELECT * FROM stock_restate(${DOCUMENT}, $8::uuid, $9::uuid[], $10::uuid[], $11::numeric(14,3)[], $12::jsonb, $13::text[])`;
export const ADD_COST = `
  SELECT * FROM stock_add_cost(${DOCUMENT}, $8::uuid[], $9::uuid[], $10::numeric(19,4)[])`;
export const TRACK_BATCHES = `SELECT * FROM stock_track_batches(${DOCUMENT}, $8::uuid[])`;
export const RESERVE = `
  SELECT * FROM stock_reserve($1::uuid, $2::boolean, $3::uuid, $4::date, $5::uuid[], $6::uuid[], $7::numeric(14,3)[],
    $8::uuid[], $9::text[], $10::uuid[], $11::timestamptz[])`;
export const RELEASE = `SELECT stock_release($1::uuid[], 'released', $2::text) AS id`;
export const RELEASE_DUE = `SELECT stock_release_due($1::timestamptz, $2::int) AS id`;
export const CORRECT_BATCH = `
  SELECT stock_correct_batch(b.id, coalesce($2, b.batch_number), CASE WHEN $3 THEN $4::date ELSE b.expiry_date END)::text
  FROM stock_batches b WHERE b.id = $1::uuid`;
