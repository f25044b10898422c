import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { partProblems } from '../domain/bundle-parts.js';
import { ProductReads } from '../products/product-reads.js';
import { Product } from '../products/product.entity.js';
import {
  ADD,
  AVAILABILITY,
  BUNDLE,
  CANDIDATES,
  CLEAR,
  PARTS,
  type AvailabilityRow,
  type BundleRow,
  type CandidateRow,
  type PartRow,
} from './bundle.sql.js';
import { NotABundle } from './bundle.errors.js';
import { BundleResponse } from './dto/bundle.response.js';
import type { SavePartDto, SavePartsDto } from './dto/save-parts.dto.js';

/** What bundles consist of. A bundle has no stock of its own: it sells that of its parts. */
@Injectable()
export class Bundles {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: ProductReads,
    private readonly audit: AuditTrail,
  ) {}

  /** Three statements, however many parts and locations. Throws PRODUCT_NOT_FOUND and NOT_A_BUNDLE. */
  async get(id: string): Promise<BundleResponse> {
    const [bundle] = await query<BundleRow>(this.dataSource, BUNDLE, [id]);
    if (bundle === undefined) throw new NotABundle(await this.products.byId(this.dataSource, id));
    const availability = await query<AvailabilityRow>(this.dataSource, AVAILABILITY, [id]);
    return BundleResponse.from(bundle, await this.parts(this.dataSource, id), availability);
  }

  /**
   * Replaces all parts. What was sold already keeps the parts it was sold with. Throws NOT_A_BUNDLE and field errors
   * on `parts.*`. Locks: the bundle's row, then those of the parts by id.
   */
  async replace(
    caller: Caller,
    id: string,
    { parts }: SavePartsDto,
    expectedVersion?: number,
  ): Promise<BundleResponse> {
    await runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: Product, what: 'product', id, expectedVersion };
      const bundle = await lockVersioned(tx, target);
      if (bundle.kind !== 'bundle') throw new NotABundle(bundle);
      await this.refuseUnfit(tx, id, parts);
      const before = { parts: await this.parts(tx, id) };
      await this.write(tx, id, parts);
      await updateVersioned<Product>(tx, target, {});
      await this.audit.record(tx, caller, {
        action: 'product.parts_changed',
        subject_type: 'product',
        subject_id: id,
        before,
        after: { parts: await this.parts(tx, id) },
      });
    });
    return this.get(id);
  }

  private async refuseUnfit(tx: Tx, id: string, parts: readonly SavePartDto[]): Promise<void> {
    const rows = await query<CandidateRow>(tx, CANDIDATES, [parts.map(({ product_id }) => product_id)]);
    const problems = partProblems(id, parts, new Map(rows.map((row) => [row.id, row])));
    if (problems.length > 0) throw new ValidationFailed(problems);
  }

  private async write(tx: Tx, id: string, parts: readonly SavePartDto[]): Promise<void> {
    await query(tx, CLEAR, [id]);
    await query(tx, ADD, [
      id,
      parts.map(newId),
      parts.map(({ product_id }) => product_id),
      parts.map(({ quantity }) => quantity),
    ]);
  }

  private parts(db: Queryable, id: string): Promise<PartRow[]> {
    return query<PartRow>(db, PARTS, [id]);
  }
}
