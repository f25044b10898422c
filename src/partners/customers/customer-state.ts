import { CustomerAnonymised, CustomerMerged } from '../partners.errors.js';
import type { Customer } from './customer.entity.js';

/** Throws CustomerMerged or CustomerAnonymised: neither changes any more. */
export function refuseGone(customer: Pick<Customer, 'id' | 'merged_into_id' | 'anonymised_at'>): void {
  if (customer.merged_into_id !== null) throw new CustomerMerged(customer.id, customer.merged_into_id);
  if (customer.anonymised_at !== null) throw new CustomerAnonymised(customer.id);
}
