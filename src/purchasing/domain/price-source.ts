/**
 * Where the price of a line comes from: said by hand, taken from the order, or what was last paid (the nearest first:
 * this supplier at this location, this location, this supplier, anybody within a year), else what the supplier offers,
 * else what the goods cost on average or by the catalogue.
 */
export const PRICE_SOURCES = [
  'given',
  'order',
  'supplier_location',
  'location',
  'supplier',
  'any_supplier',
  'supplier_offer',
  'average_cost',
  'cost_price',
  'none',
] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];
