import { OmitType, PartialType } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';
import { SaveProductDto } from './save-product.dto.js';

/** Refused whatever it holds: stock only moves through movements. */
function IsStockAdjustment(): PropertyDecorator {
  return ValidateBy({
    name: 'useStockAdjustment',
    validator: {
      validate: () => false,
      defaultMessage: () => '$property cannot be set here; post a stock adjustment instead',
    },
  });
}

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateProductDto extends PartialType(OmitType(SaveProductDto, ['stock_quantity']), {
  skipNullProperties: false,
}) {
  /** Not accepted: use POST /v1/inventory/stock-adjustment/{product_id}. */
  @ValidateIf((_, value) => value !== undefined)
  @IsStockAdjustment()
  stock_quantity?: number;
}
