/** How a price comes about: stated, a markup on the cost, or the location's own markup on the cost. */
export const PRICE_METHODS = ['fixed', 'markup', 'auto'] as const;
export type PriceMethod = (typeof PRICE_METHODS)[number];
