import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { query, queryOne } from '../../../src/common/database/statement.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { currencyDigits } from '../../../src/common/money/currency.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { ROUNDING_MODES, roundTo } from '../../../src/common/money/rounding.js';
import { cloneTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await cloneTestDatabase();
  db = await new DataSource(databaseOptions(database.url, 2, { entities: [], migrations })).initialize();
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('knows the digits of every currency as the application does', async () => {
  const codes = Intl.supportedValuesOf('currency');
  const text = `SELECT code, currency_digits(code) AS digits FROM unnest($1::text[]) AS code`;
  const rows = await query<{ code: string; digits: number }>(db, text, [codes]);
  expect(rows).toEqual(codes.map((code) => ({ code, digits: currencyDigits(code) })));
});

it('rounds as the application does, in every mode', async () => {
  const amount = fc
    .integer({ min: -1_000_000, max: 1_000_000 })
    .map((value) => new Decimal(value).div(10_000));
  const halves = fc.integer({ min: -999, max: 999 }).map((value) => new Decimal(value).div(2).div(100));
  const amounts = fc.array(fc.oneof(amount, halves), { minLength: 50, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(amounts, fc.constantFrom(...ROUNDING_MODES), fc.nat(4), async (values, mode, digits) => {
      const text = `SELECT round_money(value, $2::int, $3)::text AS rounded FROM unnest($1::numeric[]) AS value`;
      const rows = await query<{ rounded: string }>(db, text, [
        values.map((each) => each.toFixed()),
        digits,
        mode,
      ]);
      expect(rows.map(({ rounded }) => new Decimal(rounded).toFixed())).toEqual(
        values.map((value) => roundTo(value, digits, mode).toFixed()),
      );
    }),
    { numRuns: 60 },
  );
});

it('makes a price of a cost: cost × (1 + markup / 100), rounded once', async () => {
  const cost = fc.integer({ min: 0, max: 10_000_000 }).map((value) => new Decimal(value).div(10_000));
  const percent = fc.integer({ min: 0, max: 3_000_000 }).map((value) => new Decimal(value).div(10_000));
  await fc.assert(
    fc.asyncProperty(
      cost,
      percent,
      percent,
      fc.constantFrom(...ROUNDING_MODES),
      async (basis, own, general, mode) => {
        const text = `SELECT method_price('markup', 1, $2::numeric, $1::numeric, $3::numeric, 2, $4) AS markup,
        method_price('auto', 1, $2::numeric, $1::numeric, $3::numeric, 2, $4) AS auto`;
        const params = [basis.toFixed(), own.toFixed(), general.toFixed(), mode];
        const found = await queryOne<{ markup: string; auto: string }>(db, text, params);
        const expected = (markup: Decimal) =>
          roundTo(basis.times(markup.div(100).plus(1)), 2, mode).toFixed(2);
        const rounded = (text: string) => new Decimal(text).toFixed(2);
        expect([rounded(found.markup), rounded(found.auto)]).toEqual([expected(own), expected(general)]);
      },
    ),
    { numRuns: 100 },
  );
});
