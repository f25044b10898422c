import { PartialType } from '@nestjs/swagger';
import { SaveProductGroupDto } from './save-product-group.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateProductGroupDto extends PartialType(SaveProductGroupDto, { skipNullProperties: false }) {}
