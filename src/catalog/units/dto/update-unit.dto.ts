import { PartialType } from '@nestjs/swagger';
import { SaveUnitDto } from './save-unit.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdateUnitDto extends PartialType(SaveUnitDto, { skipNullProperties: false }) {}
