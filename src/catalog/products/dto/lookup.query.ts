import { IsText } from '../../../common/http/validation/decorators.js';

export class LookupQuery {
  /**
   * What was scanned or typed.
   * @example 4006381333931
   */
  @IsText(64)
  code: string;
}
