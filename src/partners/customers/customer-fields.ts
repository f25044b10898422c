import { optionalDecimal, type Decimal } from '../../common/money/decimal.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { refuseFields } from '../shared/refuse-fields.js';
import { vatChange } from '../shared/vat-fields.js';
import type { Customer } from './customer.entity.js';
import type { UpdateCustomerDto } from './dto/save-customer.dto.js';

type Given = 'credit_limit' | 'discount_percent' | 'loyalty_points';

export type CustomerColumns = Omit<UpdateCustomerDto, Given> & {
  credit_limit?: Decimal | null;
  discount_percent?: Decimal | null;
};

function reverseChargeFault(after: CustomerColumns): FieldError | undefined {
  if (after.tax_treatment !== 'reverse_charge' || typeof after.vat_number === 'string') return undefined;
  const message = 'Whoever owes the tax themselves must be named by a VAT number.';
  return { field: 'vat_number', code: 'VAT_NUMBER_REQUIRED', message };
}

/**
 * The columns that a body writes, with a normalised VAT number. Throws a field error: VAT_NUMBER_INVALID,
 * VAT_NUMBER_REQUIRED.
 */
export function customerColumns(dto: UpdateCustomerDto, before?: Customer): CustomerColumns {
  const { loyalty_points: _, ...given } = dto;
  const { columns: vat, fault } = vatChange(dto, before);
  const columns = {
    ...given,
    ...vat,
    credit_limit: optionalDecimal(dto.credit_limit),
    discount_percent: optionalDecimal(dto.discount_percent),
  };
  const after = {
    tax_treatment: dto.tax_treatment ?? before?.tax_treatment,
    vat_number: columns.vat_number === undefined ? before?.vat_number : columns.vat_number,
  };
  refuseFields([fault, fault ? undefined : reverseChargeFault(after)]);
  return columns;
}
