import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/actor.js';
import type { Queryable } from '../../common/database/statement.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { UserDirectory } from '../../identity/index.js';

export interface Cashier {
  cashier_id: string;
  employee_id: string | null;
}

/** Says who sold: an employee or user named by the till, or the caller. */
@Injectable()
export class Cashiers {
  constructor(private readonly directory: UserDirectory) {}

  /** Costs a statement only when somebody else than the caller is named. Throws CASHIER_NOT_FOUND. */
  async of(db: Queryable, actor: Actor, named: string | undefined): Promise<Cashier> {
    if (named === undefined || named === actor.id) {
      return { cashier_id: actor.id, employee_id: actor.employee_id ?? null };
    }
    const found = await this.directory.find(db, named);
    if (found === undefined)
      throw new InvalidField('cashier_id', 'CASHIER_NOT_FOUND', `No employee or user ${named}.`);
    return { cashier_id: found.user_id ?? actor.id, employee_id: found.employee_id };
  }
}
