import { IsBoolean } from 'class-validator';
import { Optional } from '../../../common/http/validation/decorators.js';
import { IsBarcode } from './is-barcode.js';

export class SaveBarcodeDto {
  /** @example 4006381333931 */
  @IsBarcode()
  code: string;

  /** Whether it becomes the product's main barcode; its first one always does. */
  @Optional()
  @IsBoolean()
  is_primary?: boolean;
}
