import { violates } from '../../common/database/sql-state.js';
import { CustomerCodeTaken, UnknownPriceGroup } from '../partners.errors.js';

/** What the database's refusal to store a customer means to the caller; any other error as it is. */
export function customerWriteFault(error: unknown, code = ''): unknown {
  if (violates(error, 'uq_customers_code')) return new CustomerCodeTaken(code);
  return violates(error, 'fk_customers_price_group') ? new UnknownPriceGroup() : error;
}
