import { PartialType } from '@nestjs/swagger';
import { SavePackagingDto } from './save-packaging.dto.js';

/** Sent fields change, unsent ones stay, null clears. */
export class UpdatePackagingDto extends PartialType(SavePackagingDto, { skipNullProperties: false }) {}
