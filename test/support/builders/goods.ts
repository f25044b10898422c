import type { DataSource } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';

const UNIT = `SELECT id FROM units WHERE code = $1`;

const PRODUCT = `
  INSERT INTO products (id, sku, name, price, cost_price, unit_id, tax_group_id, discount_id, lifecycle_status)
  VALUES ($1, $2, $3, $4, $5, (${UNIT.replace('$1', '$6')}), $7, $8, $9)`;

const TAX_GROUP = `
  INSERT INTO tax_groups (id, code, name, rate, prices_include_tax) VALUES ($1, $2, $2, $3, $4)`;

export interface Goods {
  sku: string;
  price: string;
  name?: string;
  cost_price?: string;
  unit?: string;
  tax_group_id?: string;
  discount_id?: string;
  lifecycle_status?: string;
}

/** Puts a product straight into the catalogue; its id. */
export async function addProduct(dataSource: DataSource, goods: Goods): Promise<string> {
  const id = newId();
  const { sku, name = sku, price, cost_price = null, unit = 'pc' } = goods;
  const { tax_group_id = null, discount_id = null, lifecycle_status = 'active' } = goods;
  await query(dataSource, PRODUCT, [
    id,
    sku,
    name,
    price,
    cost_price,
    unit,
    tax_group_id,
    discount_id,
    lifecycle_status,
  ]);
  return id;
}

export async function addTaxGroup(
  dataSource: DataSource,
  code: string,
  rate: string,
  pricesIncludeTax: boolean | null = null,
): Promise<string> {
  const id = newId();
  await query(dataSource, TAX_GROUP, [id, code, rate, pricesIncludeTax]);
  return id;
}
