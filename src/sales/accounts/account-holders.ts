import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { CustomerMerged, PartnerQueries, type SaleCustomer } from '../../partners/index.js';

/** Whose account it is. */
@Injectable()
export class AccountHolders {
  constructor(private readonly partners: PartnerQueries) {}

  /** Throws NotFound. */
  async find(db: Queryable, id: string): Promise<SaleCustomer> {
    const customer = await this.partners.customerForSale(db, id);
    if (customer === undefined) throw new NotFound('customer', id);
    return customer;
  }

  /** Blocked and inactive customers hold their accounts; merged ones do not. Throws NotFound, CustomerMerged (409). */
  async assertHolds(db: Queryable, id: string): Promise<void> {
    const { merged_into_id } = await this.find(db, id);
    if (merged_into_id !== null) throw new CustomerMerged(id, merged_into_id);
  }
}
