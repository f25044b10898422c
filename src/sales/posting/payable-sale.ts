import { currencyDigits } from '../../common/money/currency.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { SellingPlace } from '../../locations/index.js';
import type { PayableSale } from '../../payments/index.js';
import type { Sale } from '../entities/sale.entity.js';

type PayingSale = Pick<
  Sale,
  | 'id'
  | 'location_id'
  | 'register_id'
  | 'currency'
  | 'cashier_id'
  | 'employee_id'
  | 'occurred_at'
  | 'business_date'
>;

/** A sale as the payment ledger wants it, with `due` still to be paid. */
export function payableSale(sale: PayingSale, place: SellingPlace, due: Decimal, path?: string): PayableSale {
  return {
    sale_id: sale.id,
    location_id: sale.location_id,
    register_id: sale.register_id,
    currency: sale.currency,
    digits: currencyDigits(sale.currency),
    due,
    cash_rounding: place.cash_rounding,
    actor_id: sale.cashier_id,
    employee_id: sale.employee_id,
    occurred_at: sale.occurred_at,
    business_date: sale.business_date,
    ...(path === undefined ? {} : { path }),
  };
}
