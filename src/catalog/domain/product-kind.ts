/**
 * What a product is: sold as itself; a template, of which only the variants are sold (each a standard product with
 * the template as its parent); or a bundle, which sells the stock of its parts.
 */
export const PRODUCT_KINDS = ['standard', 'template', 'bundle'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];
