import { IsIn, IsUUID } from 'class-validator';
import { Optional } from '../../../common/http/validation/decorators.js';
import { TARGET_KINDS, TARGET_ROLES, type TargetKind, type TargetRole } from '../promotion-scope.entities.js';

export class PromotionTargetDto {
  /**
   * What must be bought, or what is got (for buy_x_get_y); absent = what must be bought.
   * @example buy
   */
  @Optional()
  @IsIn(TARGET_ROLES)
  role?: TargetRole;

  /**
   * A category or product group holds those below it, a template its variants.
   * @example category
   */
  @IsIn(TARGET_KINDS)
  kind: TargetKind;

  @IsUUID()
  target_id: string;
}
