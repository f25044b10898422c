import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { nextPartnerCode } from '../shared/partner-code.js';
import { customerWriteFault } from './customer-write-fault.js';
import { customerColumns } from './customer-fields.js';
import { Customer } from './customer.entity.js';
import type { SaveCustomerDto } from './dto/save-customer.dto.js';

/** The only way a customer comes into being. */
@Injectable()
export class CustomerRegistry {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * Adds a customer, under a code of its own making when none is given, and audits it. `loyalty_points` are not
   * posted: whoever calls this does. Throws CustomerCodeTaken (409, and the transaction is lost),
   * PRICE_GROUP_NOT_FOUND, VAT_NUMBER_INVALID and VAT_NUMBER_REQUIRED (422). Locks nothing beyond the new row.
   */
  async create(tx: Tx, caller: Caller, dto: SaveCustomerDto): Promise<Customer> {
    const columns = customerColumns(dto);
    const code = dto.code ?? (await nextPartnerCode(tx, 'customers'));
    const id = newId();
    await tx.insert(Customer, { ...columns, id, code }).catch((error: unknown) => {
      throw customerWriteFault(error, code);
    });
    const customer = await tx.findOneByOrFail(Customer, { id });
    await this.audit.record(tx, caller, {
      action: 'customer.created',
      subject_type: 'customer',
      subject_id: id,
      after: customer,
    });
    return customer;
  }
}
