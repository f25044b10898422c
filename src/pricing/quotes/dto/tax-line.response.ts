import { ApiProperty } from '@nestjs/swagger';
import { TAX_TREATMENTS, type TaxTreatment } from '../../domain/cart.types.js';
import type { TaxLine } from '../../domain/quote.types.js';

/** What is taxed alike. */
export class TaxLineResponse {
  /** @example STANDARD */
  tax_code: string | null;
  /** @example 20 */
  rate: number;
  /** @example 13.77 */
  net_amount: number;
  /** @example 2.75 */
  tax_amount: number;

  /** @example standard */
  @ApiProperty({ enum: TAX_TREATMENTS })
  tax_treatment: TaxTreatment;

  static from({ tax_code, rate, net_amount, tax_amount, tax_treatment }: TaxLine): TaxLineResponse {
    return {
      tax_code,
      rate: rate.toNumber(),
      net_amount: net_amount.toNumber(),
      tax_amount: tax_amount.toNumber(),
      tax_treatment,
    };
  }
}
