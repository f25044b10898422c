/** A pack as it is answered. numeric columns arrive as text. */
export interface PackagingRow {
  id: string;
  product_id: string;
  unit: string;
  unit_name: string;
  factor: string;
  /** Separated by spaces, which no barcode holds. */
  barcodes: string | null;
  allow_sale: boolean;
  allow_purchase: boolean;
  is_default_sale_unit: boolean;
  is_default_purchase_unit: boolean;
  length_cm: string | null;
  width_cm: string | null;
  height_cm: string | null;
  weight_kg: string | null;
  volume_m3: string | null;
  is_active: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export const PACKAGINGS = `
  SELECT k.id, k.product_id, u.code AS unit, u.name AS unit_name, k.factor, k.allow_sale, k.allow_purchase,
    k.is_default_sale_unit, k.is_default_purchase_unit, k.length_cm, k.width_cm, k.height_cm, k.weight_kg, k.volume_m3,
    k.is_active, k.version, k.created_at, k.updated_at,
    (SELECT string_agg(b.code, ' ' ORDER BY b.id) FROM product_barcodes b WHERE b.packaging_id = k.id) AS barcodes
  FROM product_packagings k JOIN units u ON u.id = k.unit_id`;
