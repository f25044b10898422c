import { IsText } from '../../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../../common/http/validation/transforms.js';

export class AnonymiseCustomerDto {
  /**
   * Why; it stays in the audit log, so do not name the person in it.
   * @example Asked to be forgotten, ticket 4711
   */
  @Trimmed()
  @IsText(500)
  reason: string;
}
