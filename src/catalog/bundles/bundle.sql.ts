import type { LifecycleStatus } from '../domain/lifecycle.js';
import type { ProductKind } from '../domain/product-kind.js';

export interface BundleRow {
  id: string;
  price: string | null;
  version: number;
}

/** numeric columns arrive as text. */
export interface PartRow {
  product_id: string;
  sku: string;
  name: string;
  unit: string;
  quantity: string;
  price: string | null;
  is_stocked: boolean;
  lifecycle_status: LifecycleStatus;
}

export interface AvailabilityRow {
  location_id: string;
  location_code: string;
  location_name: string;
  available: string;
}

/** What decides whether a product can be part of a bundle. */
export interface CandidateRow {
  id: string;
  kind: ProductKind;
  lifecycle_status: LifecycleStatus;
  unit: string;
  unit_decimals: number;
}

export const BUNDLE = `SELECT id, price, version FROM products WHERE id = $1::uuid AND kind = 'bundle'`;

export const PARTS = `
  SELECT p.id AS product_id, p.sku, p.name, u.code AS unit, b.quantity, p.price, p.is_stocked, p.lifecycle_status
  FROM bundle_parts b JOIN products p ON p.id = b.component_id JOIN units u ON u.id = p.unit_id
  WHERE b.bundle_id = $1::uuid ORDER BY b.sort_order`;

/** Published by inventory's tables through a view. */
export const AVAILABILITY = `
  SELECT location_id, location_code, location_name, available FROM bundle_availability
  WHERE bundle_id = $1::uuid ORDER BY location_name, location_id`;

/** Locked, so that none is retired meanwhile; in the order of their ids. */
export const CANDIDATES = `
  SELECT p.id, p.kind, p.lifecycle_status, u.code AS unit, u.decimal_places AS unit_decimals
  FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = ANY ($1::uuid[]) ORDER BY p.id FOR SHARE OF p`;

export const CLEAR = `DELETE FROM bundle_parts WHERE bundle_id = $1::uuid`;

export const ADD = `
  INSERT INTO bundle_parts (id, bundle_id, component_id, quantity, sort_order)
  SELECT part.id, $1::uuid, part.component_id, part.quantity, part.nth - 1
  FROM unnest($2::uuid[], $3::uuid[], $4::numeric[]) WITH ORDINALITY AS part (id, component_id, quantity, nth)`;
