import type { FieldError } from '../../common/errors/domain-error.js';
import { normalisedVatNumber } from '../vat/vat-number.js';

interface VatFields {
  vat_number?: string | null;
  country_code?: string | null;
}

/** What a change makes of the VAT number: the column to write, if any, and what is wrong with it. */
export interface VatChange {
  columns: { vat_number?: string | null };
  fault?: FieldError;
}

function faultOf(field: 'vat_number' | 'country_code'): FieldError {
  const message = 'The VAT number does not follow the rule of its country; one letter or digit is wrong.';
  return { field, code: 'VAT_NUMBER_INVALID', message };
}

/**
 * Normalises and checks the VAT number that a partner would have after a change of it or of the country. A number
 * that stays as it was is not held against a rule that came later.
 */
export function vatChange(patch: VatFields, before: VatFields = {}): VatChange {
  const vat_number = patch.vat_number === undefined ? (before.vat_number ?? null) : patch.vat_number;
  const country_code = patch.country_code === undefined ? (before.country_code ?? null) : patch.country_code;
  const isSame = vat_number === before.vat_number && country_code === (before.country_code ?? null);
  if (isSame || vat_number === null) return { columns: {} };
  const normalised = normalisedVatNumber(vat_number, country_code);
  if (normalised !== undefined) return { columns: { vat_number: normalised } };
  return { columns: {}, fault: faultOf(patch.vat_number === undefined ? 'country_code' : 'vat_number') };
}
