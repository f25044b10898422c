import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Taken } from '../catalog.errors.js';
import { refuseNewMeaning, refuseWrongOptions } from './attribute-use.js';
import type { ListProductAttributesQuery } from './dto/list-product-attributes.query.js';
import { ProductAttributeResponse } from './dto/product-attribute.response.js';
import type { SaveProductAttributeDto } from './dto/save-product-attribute.dto.js';
import type { UpdateProductAttributeDto } from './dto/update-product-attribute.dto.js';
import { ProductAttribute } from './product-attribute.entity.js';

function listPlan({ category_id, type, is_filterable }: ListProductAttributesQuery): ListPlan {
  const where: string[] = [];
  const params: unknown[] = [];
  if (category_id !== undefined) {
    const path = `(SELECT c.path FROM categories c WHERE c.id = $${params.push(category_id)}::uuid)::uuid[]`;
    where.push(`(a.category_id IS NULL OR a.category_id = ANY (${path}))`);
  }
  if (type !== undefined) where.push(`a.type = $${params.push(type)}::text`);
  if (is_filterable !== undefined) where.push(`a.is_filterable = $${params.push(is_filterable)}::boolean`);
  return {
    select:
      'a.id, a.code, a.name, a.type, a.options, a.unit, a.is_required, a.is_filterable, a.category_id, ' +
      'a.sort_order, a.version, a.created_at, a.updated_at',
    from: 'product_attributes a',
    where,
    params,
    sortable: {
      sort_order: { sql: 'a.sort_order', type: 'integer' },
      name: { sql: 'a.name', type: 'text' },
      code: { sql: 'a.code', type: 'text' },
    },
    default_sort: 'sort_order,name',
    id: 'a.id',
  };
}

const NOTHING_SAID = {
  options: [],
  unit: null,
  category_id: null,
  is_required: false,
  is_filterable: true,
  sort_order: 0,
};

/** What the shop says of the keys of products' attributes. Keys without a definition stay free. */
@Injectable()
export class ProductAttributesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  async list(request: ListProductAttributesQuery): Promise<Page<ProductAttributeResponse>> {
    const page = await listRows<ProductAttribute>(this.dataSource, listPlan(request), request);
    return page.map((row) => ProductAttributeResponse.from(row));
  }

  async get(id: string): Promise<ProductAttributeResponse> {
    const attribute = await this.dataSource.manager.findOneBy(ProductAttribute, { id });
    if (attribute === null) throw new NotFound('attribute', id);
    return ProductAttributeResponse.from(attribute);
  }

  /** Values that products have under the code already stay as they are; the next change of them must fit. */
  create(caller: Caller, input: SaveProductAttributeDto): Promise<ProductAttributeResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const said = { ...NOTHING_SAID, ...sentFields(input), id: newId() };
      const attribute = tx.create(ProductAttribute, said);
      refuseWrongOptions(attribute);
      await tx.insert(ProductAttribute, attribute).catch((error: unknown) => refuse(error, input.code));
      await this.note(tx, caller, 'product_attribute.created', { id: attribute.id, after: attribute });
      return ProductAttributeResponse.from(attribute);
    });
  }

  /** Throws ATTRIBUTE_IN_USE for a change of what stored values mean. */
  update(
    caller: Caller,
    id: string,
    input: UpdateProductAttributeDto,
    expectedVersion?: number,
  ): Promise<ProductAttributeResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: ProductAttribute, what: 'attribute', id, expectedVersion };
      const { before, after } = await updateVersioned<ProductAttribute>(tx, target, input).catch(
        (error: unknown) => refuse(error, input.code),
      );
      refuseWrongOptions(after);
      await refuseNewMeaning(tx, before, after);
      await this.note(tx, caller, 'product_attribute.updated', { id, before, after });
      return ProductAttributeResponse.from(after);
    });
  }

  /** The values stay with their products, as free attributes. */
  async remove(caller: Caller, id: string, expectedVersion?: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: ProductAttribute, what: 'attribute', id, expectedVersion };
      const before = await lockVersioned(tx, target);
      await tx.delete(ProductAttribute, { id });
      await this.note(tx, caller, 'product_attribute.deleted', { id, before });
    });
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: ProductAttribute; after?: ProductAttribute },
  ): Promise<void> {
    const { id, before, after } = change;
    const entry = { action, subject_type: 'product_attribute', subject_id: id, before, after };
    return this.audit.record(tx, caller, entry);
  }
}

function refuse(error: unknown, code = ''): never {
  if (violates(error, 'uq_product_attributes_code')) throw new Taken('attribute_code', code);
  if (violates(error, 'ck_product_attributes_options')) {
    throw new InvalidField('options', 'OPTIONS_DO_NOT_FIT', 'options are for select and multi_select only');
  }
  if (violates(error, 'fk_product_attributes_category')) {
    throw new InvalidField('category_id', 'CATEGORY_NOT_FOUND', 'category_id names no category');
  }
  throw error;
}
