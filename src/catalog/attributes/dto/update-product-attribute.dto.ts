import { PartialType } from '@nestjs/swagger';
import { SaveProductAttributeDto } from './save-product-attribute.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateProductAttributeDto extends PartialType(SaveProductAttributeDto, {
  skipNullProperties: false,
}) {}
