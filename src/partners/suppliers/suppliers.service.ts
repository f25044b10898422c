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
import { optionalDecimal, type Decimal } from '../../common/money/decimal.js';
import { SupplierCodeTaken } from '../partners.errors.js';
import { nextPartnerCode } from '../shared/partner-code.js';
import { refuseFields } from '../shared/refuse-fields.js';
import { vatChange } from '../shared/vat-fields.js';
import { Supplier } from './supplier.entity.js';
import { SupplierReads, type SupplierRow } from './supplier-reads.js';
import { SupplierResponse } from './dto/supplier.response.js';
import type { SaveSupplierDto, UpdateSupplierDto } from './dto/save-supplier.dto.js';

type SupplierColumns = Omit<UpdateSupplierDto, 'credit_limit' | 'over_delivery_percent'> & {
  credit_limit?: Decimal | null;
  over_delivery_percent?: Decimal | null;
};

/** Throws VAT_NUMBER_INVALID. */
function columnsOf(dto: UpdateSupplierDto, before?: Supplier): SupplierColumns {
  const { columns, fault } = vatChange(dto, before);
  refuseFields([fault]);
  return {
    ...dto,
    ...columns,
    credit_limit: optionalDecimal(dto.credit_limit),
    over_delivery_percent: optionalDecimal(dto.over_delivery_percent),
  };
}

function entry(verb: string, id: string, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry {
  return { action: `supplier.${verb}`, subject_type: 'supplier', subject_id: id, ...change };
}

/** Keeps the suppliers. */
@Injectable()
export class SuppliersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: SupplierReads,
  ) {}

  /** Makes up a code when none is given. Throws SupplierCodeTaken and VAT_NUMBER_INVALID. */
  create(caller: Caller, dto: SaveSupplierDto): Promise<SupplierRow> {
    const id = newId();
    return this.change(dto.code, async (tx) => {
      const code = dto.code ?? (await nextPartnerCode(tx, 'suppliers'));
      await tx.insert(Supplier, { ...columnsOf(dto), id, code });
      const row = await this.reads.byId(id, tx);
      await this.audit.record(tx, caller, entry('created', id, { after: SupplierResponse.from(row) }));
      return row;
    });
  }

  /** Throws SupplierCodeTaken and VAT_NUMBER_INVALID. */
  update(
    caller: Caller,
    target: { id: string; version?: number },
    dto: UpdateSupplierDto,
  ): Promise<SupplierRow> {
    const { id, version } = target;
    const change = { entity: Supplier, what: 'supplier', id, expectedVersion: version };
    return this.change(dto.code, async (tx) => {
      const supplier = await lockVersioned<Supplier>(tx, change);
      const { before, after } = await updateVersioned<Supplier>(tx, change, columnsOf(dto, supplier));
      await this.audit.record(tx, caller, entry('updated', id, { before, after }));
      return this.reads.byId(id, tx);
    });
  }

  /** Deletes a supplier whom nothing refers to, and deactivates any other. */
  remove(caller: Caller, target: { id: string; version?: number }): Promise<void> {
    const { id, version } = target;
    const change = { entity: Supplier, what: 'supplier', id, expectedVersion: version };
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned<Supplier>(tx, change);
      const isGone = await deletedUnlessReferenced(tx, (inner) =>
        query(inner, `DELETE FROM suppliers WHERE id = $1::uuid`, [id]),
      );
      if (isGone) return this.audit.record(tx, caller, entry('deleted', id, { before }));
      const { after } = await updateVersioned<Supplier>(tx, change, { is_active: false });
      return this.audit.record(tx, caller, entry('deactivated', id, { before, after }));
    });
  }

  private async change(
    code: string | undefined,
    work: (tx: Tx) => Promise<SupplierRow>,
  ): Promise<SupplierRow> {
    try {
      return await runInTransaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'uq_suppliers_code')) throw new SupplierCodeTaken(code ?? '');
      throw error;
    }
  }
}
