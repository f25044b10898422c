import { Decimal } from '../../../src/common/money/decimal.js';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID, LocationDirectory } from '../../../src/locations/index.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let directory: LocationDirectory;
const open = { location: newId(), register: newId(), closedRegister: newId() };
const bare = newId();
const closed = { location: newId(), register: newId() };

beforeAll(async () => {
  t = await startTestApp();
  directory = t.app.get(LocationDirectory, { strict: false });
  const locations = `
    INSERT INTO locations (id, code, name, currency, cash_rounding, default_markup_percent, is_active)
    VALUES ($1, 'OPEN', 'Open', 'CHF', 0.05, 12.5, true), ($2, 'BARE', 'Bare', 'CHF', NULL, 30, true),
           ($3, 'SHUT', 'Shut', 'CHF', NULL, 30, false)`;
  await query(t.dataSource, locations, [open.location, bare, closed.location]);
  const registers = `
    INSERT INTO registers (id, location_id, code, name, is_default, is_active)
    VALUES ($1, $2, 'A', 'A', true, true), ($3, $2, 'B', 'B', false, false), ($4, $5, 'C', 'C', true, true)`;
  await query(t.dataSource, registers, [
    open.register,
    open.location,
    open.closedRegister,
    closed.register,
    closed.location,
  ]);
});
afterAll(() => t.close());

describe('where something is sold', () => {
  it('is the default location and its default register when nothing is named', async () => {
    const place = await directory.context(t.dataSource, {});
    expect(place).toEqual({
      location_id: DEFAULT_LOCATION_ID,
      location_code: 'MAIN',
      location_name: 'Main store',
      register_id: DEFAULT_REGISTER_ID,
      register_code: 'POS1',
      time_zone: 'UTC',
      currency: 'USD',
      sale_prices_include_tax: false,
      allow_negative_stock: false,
      rounding_mode: 'half_up',
      rounding_level: 'line',
      cash_rounding: null,
      tax_number: null,
      address: null,
      receipt_header: null,
      receipt_footer: null,
      price_resolution: 'priority',
      default_markup_percent: new Decimal(30),
    });
  });

  it('follows the register, or the location', async () => {
    const expected = { location_id: open.location, register_id: open.register, currency: 'CHF' };
    expect(await directory.context(t.dataSource, { register_id: open.register })).toMatchObject(expected);
    const place = await directory.context(t.dataSource, { location_id: open.location });
    expect(place).toMatchObject(expected);
    expect(place.cash_rounding!.toFixed(2)).toBe('0.05');
  });

  it.each([
    ['an unknown location', { location_id: newId() }, ['LOCATION_NOT_FOUND']],
    ['an unknown register', { register_id: newId() }, ['REGISTER_NOT_FOUND']],
    ['a closed location', { location_id: closed.location }, ['LOCATION_INACTIVE']],
    ['a register at a closed location', { register_id: closed.register }, ['LOCATION_INACTIVE']],
    ['a closed register', { register_id: open.closedRegister }, ['REGISTER_INACTIVE']],
    ['a location without registers', { location_id: bare }, ['REGISTER_REQUIRED']],
    [
      'a register that stands elsewhere',
      { location_id: bare, register_id: open.register },
      ['REGISTER_ELSEWHERE'],
    ],
    [
      'two unknowns, both named',
      { location_id: newId(), register_id: newId() },
      ['LOCATION_NOT_FOUND', 'REGISTER_NOT_FOUND'],
    ],
  ])('is refused for %s', async (_, wanted, codes) => {
    const refusal = await directory.context(t.dataSource, wanted).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      kind: 'invalid',
      errors: codes.map((code) => expect.objectContaining({ code }) as object),
    });
  });
});

describe('where something is stored', () => {
  it('is the default location unless another is named', async () => {
    expect(await directory.location(t.dataSource)).toMatchObject({
      location_id: DEFAULT_LOCATION_ID,
      code: 'MAIN',
    });
    const place = await directory.location(t.dataSource, open.location);
    expect(place).toMatchObject({
      location_id: open.location,
      currency: 'CHF',
      batch_tracking_mode: 'optional',
    });
    expect(place.default_markup_percent.toNumber()).toBe(12.5);
  });

  it.each([
    ['unknown', newId(), 'LOCATION_NOT_FOUND'],
    ['closed', closed.location, 'LOCATION_INACTIVE'],
  ])('is refused for a location that is %s', async (_, id, code) => {
    await expect(directory.location(t.dataSource, id)).rejects.toMatchObject({ kind: 'invalid', code });
  });
});
