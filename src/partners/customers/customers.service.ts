import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { optionalDecimal, type Decimal } from '../../common/money/decimal.js';
import { CustomerCodeTaken } from '../partners.errors.js';
import { nextPartnerCode } from '../shared/partner-code.js';
import { Customer } from './customer.entity.js';
import { CustomerReads, type CustomerRow } from './customer-reads.js';
import { CustomerResponse } from './dto/customer.response.js';
import type { SaveCustomerDto, UpdateCustomerDto } from './dto/save-customer.dto.js';

type CustomerColumns = Omit<UpdateCustomerDto, 'credit_limit' | 'discount_percent'> & {
  credit_limit?: Decimal | null;
  discount_percent?: Decimal | null;
};

function columnsOf(dto: UpdateCustomerDto): CustomerColumns {
  return {
    ...dto,
    credit_limit: optionalDecimal(dto.credit_limit),
    discount_percent: optionalDecimal(dto.discount_percent),
  };
}

function entry(verb: string, id: string, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: `customer.${verb}`, subject_type: 'customer', subject_id: id, ...change };
}

/** Keeps the customers. */
@Injectable()
export class CustomersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: CustomerReads,
  ) {}

  /** Makes up a code when none is given. Throws CustomerCodeTaken. */
  create(caller: Caller, dto: SaveCustomerDto): Promise<CustomerRow> {
    const id = newId();
    return this.change(dto.code, async (tx) => {
      const code = dto.code ?? (await nextPartnerCode(tx, 'customers'));
      await tx.insert(Customer, { ...columnsOf(dto), id, code });
      const row = await this.reads.byId(id, tx);
      await this.audit.record(tx, caller, entry('created', id, { after: CustomerResponse.from(row) }));
      return row;
    });
  }

  /** Throws CustomerCodeTaken, and a field error when `loyalty_points` would change. */
  update(
    caller: Caller,
    target: { id: string; version?: number },
    dto: UpdateCustomerDto,
  ): Promise<CustomerRow> {
    const { id, version } = target;
    const change = { entity: Customer, what: 'customer', id, expectedVersion: version };
    return this.change(dto.code, async (tx) => {
      const { loyalty_points } = await lockVersioned<Customer>(tx, change);
      if (dto.loyalty_points !== undefined && dto.loyalty_points !== loyalty_points) {
        const message = `Points move only by entries that say why; there are ${loyalty_points}.`;
        throw new InvalidField('loyalty_points', 'LOYALTY_POINTS_FIXED', message);
      }
      const { before, after } = await updateVersioned<Customer>(tx, change, columnsOf(dto));
      await this.audit.record(tx, caller, entry('updated', id, { before, after }));
      return this.reads.byId(id, tx);
    });
  }

  /** Deletes a customer whom nothing refers to, and deactivates any other. */
  remove(caller: Caller, target: { id: string; version?: number }): Promise<void> {
    const { id, version } = target;
    const change = { entity: Customer, what: 'customer', id, expectedVersion: version };
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned<Customer>(tx, change);
      const isGone = await deletedUnlessReferenced(tx, (inner) =>
        query(inner, `DELETE FROM customers WHERE id = $1::uuid`, [id]),
      );
      if (isGone) return this.audit.record(tx, caller, entry('deleted', id, { before }));
      const { after } = await updateVersioned<Customer>(tx, change, { is_active: false });
      return this.audit.record(tx, caller, entry('deactivated', id, { before, after }));
    });
  }

  private async change(
    code: string | undefined,
    work: (tx: Tx) => Promise<CustomerRow>,
  ): Promise<CustomerRow> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_customers_code')) throw new CustomerCodeTaken(code ?? '');
      throw error;
    }
  }
}
