import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { customerColumns } from './customer-fields.js';
import { customerWriteFault } from './customer-write-fault.js';
import { refuseGone } from './customer-state.js';
import { Customer } from './customer.entity.js';
import { CustomerReads, type CustomerRow } from './customer-reads.js';
import type { UpdateCustomerDto } from './dto/save-customer.dto.js';

function entry(verb: string, id: string, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: `customer.${verb}`, subject_type: 'customer', subject_id: id, ...change };
}

/** Changes customers; they come into being through CustomerRegistry. */
@Injectable()
export class CustomersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: CustomerReads,
  ) {}

  /**
   * Throws CustomerCodeTaken, CustomerMerged, CustomerAnonymised, and field errors when `loyalty_points` would
   * change, the VAT number is wrong or the price group unknown.
   */
  update(
    caller: Caller,
    target: { id: string; version?: number },
    dto: UpdateCustomerDto,
  ): Promise<CustomerRow> {
    const { id, version } = target;
    const change = { entity: Customer, what: 'customer', id, expectedVersion: version };
    return this.change(dto.code, async (tx) => {
      const customer = await lockVersioned<Customer>(tx, change);
      refuseGone(customer);
      const { loyalty_points } = await this.reads.byId(id, tx);
      if (dto.loyalty_points !== undefined && dto.loyalty_points !== loyalty_points) {
        const message = `Points move only by entries that say why; there are ${loyalty_points}.`;
        throw new InvalidField('loyalty_points', 'LOYALTY_POINTS_FIXED', message);
      }
      const { before, after } = await updateVersioned<Customer>(tx, change, customerColumns(dto, customer));
      await this.audit.record(tx, caller, entry('updated', id, { before, after }));
      return this.reads.byId(id, tx);
    });
  }

  /** Deletes a customer whom nothing refers to, and deactivates any other. Throws like `update`. */
  remove(caller: Caller, target: { id: string; version?: number }): Promise<void> {
    const { id, version } = target;
    const change = { entity: Customer, what: 'customer', id, expectedVersion: version };
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned<Customer>(tx, change);
      refuseGone(before);
      const isGone = await deletedUnlessReferenced(tx, (inner) =>
        query(inner, `DELETE FROM customers WHERE id = $1::uuid`, [id]),
      );
      if (isGone) return this.audit.record(tx, caller, entry('deleted', id, { before }));
      const { after } = await updateVersioned<Customer>(tx, change, { is_active: false });
      return this.audit.record(tx, caller, entry('deactivated', id, { before, after }));
    });
  }

  private change(code: string | undefined, work: (tx: Tx) => Promise<CustomerRow>): Promise<CustomerRow> {
    return runInTransaction(this.dataSource, work).catch((error: unknown) => {
      throw customerWriteFault(error, code);
    });
  }
}
