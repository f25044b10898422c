import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/auth/caller.js';
import { newId } from '../../../common/database/new-id.js';
import { violates } from '../../../common/database/sql-state.js';
import { query } from '../../../common/database/statement.js';
import { deletedUnlessReferenced } from '../../../common/database/still-referenced.js';
import type { Tx } from '../../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../../common/database/update-versioned.js';
import { DivisionCodeTaken, DivisionNameTaken } from '../../partners.errors.js';
import { SupplierChange } from '../supplier-change.js';
import type { SaveSupplierDivisionDto, UpdateSupplierDivisionDto } from './dto/save-supplier-division.dto.js';
import { SupplierDivision } from './supplier-division.entity.js';
import { SupplierDivisionReads, type SupplierDivisionRow } from './supplier-division-reads.js';

interface DivisionTarget {
  supplier_id: string;
  id: string;
  version?: number;
}

/** Keeps the divisions of suppliers. */
@Injectable()
export class SupplierDivisionsService {
  constructor(
    private readonly changes: SupplierChange,
    private readonly reads: SupplierDivisionReads,
  ) {}

  /** Throws DivisionNameTaken and DivisionCodeTaken. */
  create(caller: Caller, supplier_id: string, dto: SaveSupplierDivisionDto): Promise<SupplierDivisionRow> {
    const id = newId();
    return this.changes.run(caller, supplier_id, async (tx, log) => {
      await unique(dto, () => tx.insert(SupplierDivision, { ...dto, id, supplier_id }));
      const row = await this.reads.byId(supplier_id, id, tx);
      await log('division_added', { after: row });
      return row;
    });
  }

  /** Throws DivisionNameTaken and DivisionCodeTaken. */
  update(
    caller: Caller,
    target: DivisionTarget,
    dto: UpdateSupplierDivisionDto,
  ): Promise<SupplierDivisionRow> {
    const { supplier_id, id } = target;
    return this.changes.run(caller, supplier_id, async (tx, log) => {
      await this.lock(tx, target);
      const change = { entity: SupplierDivision, what: 'division', id };
      const { before, after } = await unique(dto, () => updateVersioned<SupplierDivision>(tx, change, dto));
      await log('division_changed', { before, after: { ...after, division_id: id } });
      return this.reads.byId(supplier_id, id, tx);
    });
  }

  /** Deletes a division to which nothing refers, and deactivates any other. */
  remove(caller: Caller, target: DivisionTarget): Promise<void> {
    return this.changes.run(caller, target.supplier_id, async (tx, log) => {
      const before = await this.lock(tx, target);
      const isGone = await deletedUnlessReferenced(tx, (inner) =>
        query(inner, `DELETE FROM supplier_divisions WHERE id = $1::uuid`, [target.id]),
      );
      if (isGone) return log('division_removed', { before });
      const change = { entity: SupplierDivision, what: 'division', id: target.id };
      await updateVersioned<SupplierDivision>(tx, change, { is_active: false });
      return log('division_deactivated', { after: { division_id: target.id } });
    });
  }

  private async lock(tx: Tx, { supplier_id, id, version }: DivisionTarget): Promise<SupplierDivision> {
    await this.reads.byId(supplier_id, id, tx);
    return lockVersioned<SupplierDivision>(tx, {
      entity: SupplierDivision,
      what: 'division',
      id,
      expectedVersion: version,
    });
  }
}

async function unique<T>(dto: UpdateSupplierDivisionDto, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violates(error, 'uq_supplier_divisions_name')) throw new DivisionNameTaken(dto.name ?? '');
    if (violates(error, 'uq_supplier_divisions_code')) throw new DivisionCodeTaken(dto.code ?? '');
    throw error;
  }
}
