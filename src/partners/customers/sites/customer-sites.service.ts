import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/auth/caller.js';
import { newId } from '../../../common/database/new-id.js';
import { violates } from '../../../common/database/sql-state.js';
import { query } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../../common/database/update-versioned.js';
import { InvalidField } from '../../../common/errors/domain-error.js';
import { optionalDecimal, type Decimal } from '../../../common/money/decimal.js';
import { SiteNameTaken } from '../../partners.errors.js';
import { CustomerChange } from '../customer-change.js';
import { CustomerSite } from './customer-site.entity.js';
import { CustomerSiteReads, type CustomerSiteRow } from './customer-site-reads.js';
import type { SaveCustomerSiteDto, UpdateCustomerSiteDto } from './dto/save-customer-site.dto.js';

interface SiteTarget {
  customer_id: string;
  id: string;
  version?: number;
}

type SiteColumns = Omit<UpdateCustomerSiteDto, 'special_discount_percent'> & {
  special_discount_percent?: Decimal | null;
};

const NO_LONGER_PRIMARY = `
  UPDATE customer_sites SET is_primary = false, version = version + 1, updated_at = now()
  WHERE customer_id = $1::uuid AND id <> $2::uuid AND is_primary`;

/** Only an active site can be primary, so one that is closed stops being it unless the body insists. */
function columnsOf(dto: UpdateCustomerSiteDto): SiteColumns {
  if (dto.is_active === false && dto.is_primary === true) {
    throw new InvalidField('is_primary', 'PRIMARY_SITE_INACTIVE', 'A primary site must be active.');
  }
  const columns = { ...dto, special_discount_percent: optionalDecimal(dto.special_discount_percent) };
  return dto.is_active === false ? { ...columns, is_primary: false } : columns;
}

/** Keeps the sites of customers. Every change locks the customer first, so that one site at most becomes primary. */
@Injectable()
export class CustomerSitesService {
  constructor(
    private readonly changes: CustomerChange,
    private readonly reads: CustomerSiteReads,
  ) {}

  /** Throws SiteNameTaken. */
  create(caller: Caller, customer_id: string, dto: SaveCustomerSiteDto): Promise<CustomerSiteRow> {
    const id = newId();
    return this.changes.run(caller, customer_id, async (tx, log) => {
      if (dto.is_primary === true) await query(tx, NO_LONGER_PRIMARY, [customer_id, id]);
      await named(dto.name, () => tx.insert(CustomerSite, { ...columnsOf(dto), id, customer_id }));
      const row = await this.reads.byId(customer_id, id, tx);
      await log('site_added', { after: row });
      return row;
    });
  }

  /** Throws SiteNameTaken, and PRIMARY_SITE_INACTIVE on a primary site that is not active. */
  update(caller: Caller, target: SiteTarget, dto: UpdateCustomerSiteDto): Promise<CustomerSiteRow> {
    const { customer_id, id } = target;
    return this.changes.run(caller, customer_id, async (tx, log) => {
      const site = await this.lock(tx, target);
      const columns = columnsOf({ ...dto, is_active: dto.is_active ?? site.is_active });
      if (dto.is_primary === true) await query(tx, NO_LONGER_PRIMARY, [customer_id, id]);
      const change = { entity: CustomerSite, what: 'site', id };
      const { before, after } = await named(dto.name, () =>
        updateVersioned<CustomerSite>(tx, change, columns),
      );
      await log('site_changed', { before, after: { ...after, site_id: id } });
      return this.reads.byId(customer_id, id, tx);
    });
  }

  remove(caller: Caller, target: SiteTarget): Promise<void> {
    return this.changes.run(caller, target.customer_id, async (tx, log) => {
      const site = await this.lock(tx, target);
      await query(tx, `DELETE FROM customer_sites WHERE id = $1::uuid`, [target.id]);
      await log('site_removed', { before: site });
    });
  }

  private async lock(tx: Tx, { customer_id, id, version }: SiteTarget): Promise<CustomerSite> {
    await this.reads.byId(customer_id, id, tx);
    return lockVersioned<CustomerSite>(tx, {
      entity: CustomerSite,
      what: 'site',
      id,
      expectedVersion: version,
    });
  }
}

async function named<T>(name: string | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violates(error, 'uq_customer_sites_name')) throw new SiteNameTaken(name ?? '');
    throw error;
  }
}
