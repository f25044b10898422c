import type { TaxType } from '../domain/tax-components.js';

/** One tax of a group as it is read; numerics as text. */
export interface TaxComponentData {
  code: string;
  name: string;
  type: TaxType;
  rate: string;
  is_compound: boolean;
  location_id: string | null;
}

/** A tax group as it is answered. */
export interface TaxGroupRow {
  id: string;
  code: string;
  name: string;
  rate: string;
  prices_include_tax: boolean | null;
  is_reverse_charge: boolean;
  is_default: boolean;
  components: TaxComponentData[] | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** Those for all locations first, each place's in its order. */
export const COMPONENTS = `
  (SELECT json_agg(json_build_object('code', x.code, 'name', x.name, 'type', x.type, 'rate', x.rate::text,
      'is_compound', x.is_compound, 'location_id', x.location_id)
      ORDER BY x.location_id NULLS FIRST, x.sequence)
    FROM tax_components x WHERE x.tax_group_id = t.id) AS components`;

export const GROUP_COLUMNS = `t.id, t.code, t.name, t.rate, t.prices_include_tax, t.is_reverse_charge, t.is_default,
  t.version, t.created_at, t.updated_at, ${COMPONENTS}`;
