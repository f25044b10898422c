import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { isStillReferenced, violates } from '../../common/database/sql-state.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { InUse, Taken } from '../catalog.errors.js';
import { containsPattern } from '../domain/search.js';
import { Brand } from './brand.entity.js';
import { BrandResponse } from './dto/brand.response.js';
import type { ListBrandsQuery } from './dto/list-brands.query.js';
import type { SaveBrandDto } from './dto/save-brand.dto.js';
import type { UpdateBrandDto } from './dto/update-brand.dto.js';

const NOTHING_SAID = { description: null, website: null, logo_url: null };

@Injectable()
export class BrandsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(query: ListBrandsQuery): Promise<Page<BrandResponse>> {
    const plan = {
      select:
        'b.id, b.name, b.description, b.website, b.logo_url, b.is_active, b.version, b.created_at, b.updated_at',
      from: 'brands b',
      where: query.q === undefined ? [] : ['lower(b.name) LIKE lower($1::text)'],
      params: query.q === undefined ? [] : [containsPattern(query.q)],
      sortable: {
        name: { sql: 'b.name', type: 'text' as const },
        created_at: { sql: 'b.created_at', type: 'timestamptz' as const },
      },
      default_sort: 'name',
      id: 'b.id',
    };
    return (await listRows<Brand>(this.dataSource, plan, query)).map((row) => BrandResponse.from(row));
  }

  async get(id: string): Promise<BrandResponse> {
    const brand = await this.dataSource.manager.findOneBy(Brand, { id });
    if (brand === null) throw new NotFound('brand', id);
    return BrandResponse.from(brand);
  }

  create(caller: Caller, input: SaveBrandDto): Promise<BrandResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const brand = tx.create(Brand, { ...NOTHING_SAID, ...sentFields(input), id: newId() });
      await tx.insert(Brand, brand).catch((error: unknown) => refuse(error, input.name));
      await this.note(tx, caller, 'brand.created', { id: brand.id, after: brand });
      return BrandResponse.from(brand);
    });
  }

  update(
    caller: Caller,
    id: string,
    input: UpdateBrandDto,
    expectedVersion?: number,
  ): Promise<BrandResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: Brand, what: 'brand', id, expectedVersion };
      const { before, after } = await updateVersioned<Brand>(tx, target, input).catch((error: unknown) =>
        refuse(error, input.name),
      );
      await this.note(tx, caller, 'brand.updated', { id, before, after });
      return BrandResponse.from(after);
    });
  }

  /** Throws BRAND_IN_USE while a product carries it. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned(tx, { entity: Brand, what: 'brand', id, expectedVersion });
      await tx.delete(Brand, { id }).catch((error: unknown) => {
        throw isStillReferenced(error) ? new InUse('brand', id) : error;
      });
      await this.note(tx, caller, 'brand.deleted', { id, before });
    });
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: Brand; after?: Brand },
  ): Promise<void> {
    const { id, before, after } = change;
    return this.audit.record(tx, caller, { action, subject_type: 'brand', subject_id: id, before, after });
  }
}

function refuse(error: unknown, name = ''): never {
  throw violates(error, 'uq_brands_name') ? new Taken('brand_name', name) : error;
}
