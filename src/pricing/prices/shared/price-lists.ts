import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../../audit/index.js';
import type { Caller } from '../../../common/auth/caller.js';
import { actingAs } from '../../../common/database/acting-as.js';
import type { MutableEntity } from '../../../common/database/mutable.entity.js';
import { runInTransaction, type Tx } from '../../../common/database/tx.js';
import type { FieldError } from '../../../common/errors/domain-error.js';
import { Events } from '../../../common/jobs/events.js';
import { onceMoreIfGone } from '../../once-more-if-gone.js';
import { PRICES_SAVED, type PricesSaved } from '../../recompute/prices-saved.event.js';
import type { PriceSheet, PriceTerms } from './price-sheet.js';
import { priceTerms, wrongClaim } from './price-terms.js';
import { savePrices, type SavedPrice } from './save-prices.js';

/** What became of one price of a list. */
export interface PriceVerdict {
  index: number;
  outcome: SavedPrice['outcome'] | 'refused';
  id: string | null;
  errors: FieldError[];
}

interface Row<Dto> {
  index: number;
  dto: Dto;
  terms: PriceTerms;
  errors: FieldError[];
}

const TWICE: FieldError = {
  field: 'body',
  code: 'SAME_PRICE_TWICE',
  message: 'An earlier row of this list states the same price.',
};

/** Keeps whole lists of prices. */
@Injectable()
export class PriceLists {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly events: Events,
  ) {}

  /**
   * Makes or replaces the price under the key of each row; rows that are refused keep nobody else from being saved.
   * Answers a verdict per row, in their order. The statements do not grow with the rows.
   */
  save<Dto extends object, E extends MutableEntity>(
    caller: Caller,
    sheet: PriceSheet<Dto, E>,
    dtos: readonly Dto[],
  ): Promise<PriceVerdict[]> {
    return onceMoreIfGone(() =>
      runInTransaction(this.dataSource, async (tx) => {
        await actingAs(tx, caller.actor.id);
        const rows = this.judged(
          sheet,
          dtos,
          await priceTerms(
            tx,
            dtos.map((dto) => sheet.claim(dto)),
          ),
        );
        const sound = rows.filter(({ errors }) => errors.length === 0);
        const saved = await this.written(tx, caller, sheet, sound);
        return rows.map(({ index, errors }): PriceVerdict => {
          const outcome = saved.get(index);
          if (outcome === undefined) return { index, outcome: 'refused', id: null, errors };
          return { index, ...outcome, errors };
        });
      }),
    );
  }

  private judged<Dto extends object, E extends MutableEntity>(
    sheet: PriceSheet<Dto, E>,
    dtos: readonly Dto[],
    terms: readonly PriceTerms[],
  ): Row<Dto>[] {
    const seen = new Set<string>();
    return dtos.map((dto, index) => {
      const errors = [...sheet.problems(dto), ...wrongClaim(sheet.claim(dto), terms[index]!, sheet.stated)];
      const values = sheet.values(dto, terms[index]!);
      const key = JSON.stringify(
        [...sheet.key, 'location_id'].map((name) => String(values[name]).toLowerCase()),
      );
      if (seen.has(key)) errors.push(TWICE);
      seen.add(key);
      return { index, dto, terms: terms[index]!, errors };
    });
  }

  private async written<Dto extends object, E extends MutableEntity>(
    tx: Tx,
    caller: Caller,
    sheet: PriceSheet<Dto, E>,
    rows: readonly Row<Dto>[],
  ): Promise<Map<number, SavedPrice>> {
    if (rows.length === 0) return new Map();
    const values = rows.map(({ dto, terms }) => sheet.values(dto, terms));
    const saved = await savePrices(tx, sheet, values);
    const subject_type = sheet.what.replaceAll(' ', '_');
    const entries = saved.flatMap(({ id, outcome }, at) => {
      if (outcome === 'unchanged') return [];
      return [{ action: `${subject_type}.${outcome}`, subject_type, subject_id: id, after: values[at]! }];
    });
    await this.audit.recordMany(tx, caller, entries);
    const following = rows.filter(({ dto }) => sheet.claim(dto).method !== 'fixed');
    if (following.length > 0) {
      const product_ids = [...new Set(following.map(({ terms }) => terms.product_id!))];
      await this.events.publish<PricesSaved>(tx, { type: PRICES_SAVED, product_ids });
    }
    return new Map(saved.map((outcome, at) => [rows[at]!.index, outcome]));
  }
}
