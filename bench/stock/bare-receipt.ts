import type { Client } from 'pg';

/** Columns of the copy that are not those of the model. */
type Changes = Record<string, string>;

async function copy(client: Client, table: string, where: string, changes: Changes): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  return `INSERT INTO ${table} (${names.join(', ')})
    SELECT ${names.map((name) => changes[name] ?? `t.${name}`).join(', ')} FROM ${table} t ${where}`;
}

/** The statements that write the rows of a completed delivery ($1) once more, for a document with another id ($2). */
async function script(client: Client): Promise<string[]> {
  const ofDocument = `WHERE t.document_id = $1::uuid AND $2::uuid IS NOT NULL`;
  const moved = `WHERE t.source_id = $1::uuid AND $2::uuid IS NOT NULL`;
  const unnumbered = { id: '$2::uuid', number: 'NULL', number_series_id: 'NULL', number_sequence: 'NULL' };
  return [
    await copy(client, 'documents', `WHERE t.id = $1::uuid`, unnumbered),
    await copy(client, 'delivery_receipts', `WHERE t.id = $1::uuid`, { id: '$2::uuid' }),
    await copy(client, 'delivery_receipt_lines', ofDocument, { id: 'uuidv7()', document_id: '$2::uuid' }),
    await copy(client, 'cost_layers', moved, { id: 'uuidv7()' }),
    await copy(client, 'stock_movements', moved, { id: 'uuidv7()' }),
    `UPDATE stock_levels l SET on_hand = l.on_hand + t.quantity, stock_value = l.stock_value + t.value, updated_at = now()
     FROM stock_movements t ${moved} AND l.product_id = t.product_id AND l.location_id = t.location_id`,
    await copy(
      client,
      'purchase_prices',
      `JOIN delivery_receipt_lines o ON o.id = t.receipt_line_id AND o.document_id = $1::uuid
       JOIN delivery_receipt_lines n ON n.document_id = $2::uuid AND n.line_number = o.line_number`,
      { receipt_line_id: 'n.id' },
    ),
  ];
}

let statements: Promise<string[]> | undefined;

/** Writes the same rows without any application, and takes them back so that the books still tie out. */
export async function insertSameRows(client: Client, document_id: string): Promise<void> {
  const texts = await (statements ??= script(client));
  const { rows } = await client.query<{ id: string }>('SELECT uuidv7() AS id');
  await client.query('BEGIN');
  for (const [index, text] of texts.entries())
    await client.query({ name: `bare-receipt-${index}`, text, values: [document_id, rows[0]!.id] });
  await client.query('ROLLBACK');
}
