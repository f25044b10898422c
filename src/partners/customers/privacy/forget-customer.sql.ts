/** The customer and whoever was merged into it, in the order of their ids. */
export const LOCK_WITH_MERGED = `
  SELECT id FROM customers WHERE id = $1::uuid OR merged_into_id = $1::uuid ORDER BY id FOR UPDATE`;

/** A code may be a name too, so there is a new one. */
export const OVERWRITE = `
  UPDATE customers
  SET name = 'Anonymised customer', code = next_partner_code('customers', 'C'), category = 'regular',
      contact_info = NULL, contact_person = NULL, email = NULL, phone = NULL, address = NULL, city = NULL,
      vat_number = NULL, tax_treatment = 'standard', exemption_number = NULL, exemption_valid_until = NULL,
      notes = NULL, is_active = false, anonymised_at = $2::timestamptz, version = version + 1, updated_at = now()
  WHERE id = ANY($1::uuid[])`;

const WITHOUT_PERSON = `
  jsonb_build_object(
    'name', c.name, 'code', c.code, 'category', c.category, 'contact_info', NULL, 'contact_person', NULL,
    'email', NULL, 'phone', NULL, 'address', NULL, 'city', NULL, 'vat_number', NULL, 'exemption_number', NULL,
    'notes', NULL, 'is_active', false, 'anonymised_at', c.anonymised_at)`;

const WITHOUT_NOTES = `
  CASE WHEN k.response::jsonb ? 'notes' THEN jsonb '{"notes": null}' ELSE '{}' END ||
  CASE WHEN jsonb_typeof(k.response::jsonb -> 'items') = 'array' THEN jsonb_build_object('items', (
    SELECT coalesce(jsonb_agg(item || CASE WHEN item ? 'note' THEN jsonb '{"note": null}' ELSE '{}' END), '[]')
    FROM jsonb_array_elements(k.response::jsonb -> 'items') AS item)) ELSE '{}' END`;

/**
 * Stored answers of repeatable writes, of the day that is $2 days back. One that shows the customer shows them
 * anonymised from now on, one about them (a sale) loses its notes. They stay, because without its answer a repeated
 * write would be done again.
 */
export const OVERWRITE_ANSWERS = `
  UPDATE idempotency_keys k
  SET response = (k.response::jsonb ||
    CASE WHEN k.response ->> 'id' = c.id::text THEN ${WITHOUT_PERSON} ELSE ${WITHOUT_NOTES} END)::json
  FROM customers c
  WHERE c.id = ANY($1::uuid[]) AND c.id::text IN (k.response ->> 'id', k.response ->> 'customer_id')
    AND k.created_at > now() - make_interval(days => $2::int + 1)
    AND k.created_at <= now() - make_interval(days => $2::int)`;
