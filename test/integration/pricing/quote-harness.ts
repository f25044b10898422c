import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { CatalogQueries } from '../../../src/catalog/index.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { LocationDirectory } from '../../../src/locations/index.js';
import { resolveCart, wantedProducts } from '../../../src/pricing/cart/resolve-cart.js';
import type { CartItemRequest } from '../../../src/pricing/cart/resolved-line.js';
import { PriceQuotes, type PricedQuote, type QuoteRequest } from '../../../src/pricing/price-quotes.js';
import { cloneTestDatabase } from '../../support/test-database.js';

export const NOON = new Date('2026-11-20T12:00:00Z');

export type Asked = Omit<CartItemRequest, 'line_id' | 'quantity'> & { quantity?: string };

export type QuoteOptions = Partial<Omit<QuoteRequest, 'place' | 'lines'>> & { location_id?: string };

/** Quotes on a database of their own, by the real catalogue and place. */
export async function openQuotes() {
  const database = await cloneTestDatabase();
  const options = databaseOptions(database.url, 2, { entities: [], migrations });
  const db = await new DataSource(options).initialize();
  const [catalog, locations, prices] = [new CatalogQueries(), new LocationDirectory(), new PriceQuotes()];

  const request = async (asked: Asked[], changes: QuoteOptions): Promise<QuoteRequest> => {
    const { location_id, ...rest } = changes;
    const place = await locations.context(db, location_id === undefined ? {} : { location_id });
    const items = asked.map(({ quantity, ...item }, at) => ({
      line_id: String(at),
      ...item,
      ...(quantity === undefined ? {} : { quantity: new Decimal(quantity) }),
    }));
    const found = await catalog.sellable(db, { ...wantedProducts(items), location_id: place.location_id });
    return { place, lines: resolveCart(items, found), at: NOON, ...rest };
  };

  return {
    db,
    request,
    /** The statement under test alone: place and products are read before. */
    run: (prepared: QuoteRequest): Promise<PricedQuote> => prices.quote(db, prepared),
    async quote(asked: Asked[], changes: QuoteOptions = {}): Promise<PricedQuote['quote']> {
      return (await prices.quote(db, await request(asked, changes))).quote;
    },
    async close(): Promise<void> {
      await db.destroy();
      await database.drop();
    },
  };
}

export type Quotes = Awaited<ReturnType<typeof openQuotes>>;
