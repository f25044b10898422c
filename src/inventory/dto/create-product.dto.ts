import { IsUUID } from 'class-validator';
import { SaveProductDto } from '../../catalog/index.js';
import { Optional } from '../../common/http/validation/decorators.js';

/** A new product, with where its opening stock lies. */
export class CreateProductDto extends SaveProductDto {
  /** Where the opening stock lies; the default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;
}
