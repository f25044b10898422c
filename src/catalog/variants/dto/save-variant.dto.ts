import { ApiProperty, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import type { OptionValues } from '../../domain/variant-options.js';
import { SaveProductDto } from '../../products/dto/save-product.dto.js';

/** What a variant may say of itself; everything else it has from its template. */
const OWN_FIELDS = [
  'sku',
  'name',
  'description',
  'price',
  'unit_price',
  'cost_price',
  'barcode',
  'barcodes',
  'plu',
  'min_stock_level',
  'is_stocked',
  'image_url',
  'attributes',
  'sales_blocked',
  'purchase_blocked',
] as const;

function IsChoice(): PropertyDecorator {
  return ValidateBy({
    name: 'isChoice',
    validator: {
      validate: (choice: unknown) =>
        choice !== null &&
        typeof choice === 'object' &&
        !Array.isArray(choice) &&
        Object.values(choice).every((value) => typeof value === 'string' || typeof value === 'number'),
      defaultMessage: () => '$property must name one value for each option of the template',
    },
  });
}

/** A variant: its choice, and whatever differs from its template. */
export class SaveVariantDto extends PartialType(PickType(SaveProductDto, OWN_FIELDS), {
  skipNullProperties: false,
}) {
  /** One value for each option of the template. */
  @IsChoice()
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    example: { Size: 'M', Colour: 'Red' },
  })
  option_values: OptionValues;
}

/** What all variants that are made have in common; the rest they have from their template. */
export class GenerateVariantsDto extends PartialType(
  OmitType(PickType(SaveProductDto, OWN_FIELDS), ['sku', 'name', 'barcode', 'barcodes', 'plu'] as const),
  { skipNullProperties: false },
) {}
