import { hasSqlState } from '../common/database/sql-state.js';
import { queryOne } from '../common/database/statement.js';
import type { Tx } from '../common/database/tx.js';
import { InvalidField } from '../common/errors/domain-error.js';
import { currencyDigits } from '../common/money/currency.js';
import type { Decimal } from '../common/money/decimal.js';

const INVALID_PARAMETER_VALUE = '22023';

/** Reports compute business days in PostgreSQL, so it must know the zone too; its list is not quite this runtime's. */
export async function assertTimeZone(tx: Tx, timeZone: string | undefined): Promise<void> {
  if (timeZone === undefined) return;
  try {
    await queryOne(tx, `SELECT now() AT TIME ZONE $1::text`, [timeZone]);
  } catch (error) {
    if (!hasSqlState(error, INVALID_PARAMETER_VALUE)) throw error;
    throw new InvalidField('time_zone', 'UNKNOWN_TIME_ZONE', 'The database does not know this time zone.');
  }
}

interface Policies {
  currency: string;
  cash_rounding?: Decimal | null;
  is_active: boolean;
  is_default?: boolean;
}

/** The rules between the fields of one location. */
export function assertSound(location: Policies): void {
  const { currency, cash_rounding, is_active, is_default } = location;
  if (cash_rounding && cash_rounding.decimalPlaces() > currencyDigits(currency)) {
    const message = `cash_rounding may have at most ${currencyDigits(currency)} decimals in ${currency}.`;
    throw new InvalidField('cash_rounding', 'TOO_MANY_DECIMALS', message);
  }
  if (is_default === true && !is_active) {
    throw new InvalidField('is_default', 'DEFAULT_MUST_BE_ACTIVE', 'An inactive one cannot be the default.');
  }
}
