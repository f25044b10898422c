import { Injectable } from '@nestjs/common';
import type { StockableProduct } from '../../catalog/index.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import { BatchLookup } from '../batches/batch-lookup.js';
import { refuseOnPlainFields } from '../lines/plain-fields.js';
import { StockLineResolver } from '../lines/stock-line-resolver.js';
import type { ChangeFacts } from './stock-change-posting.js';

/** Which goods a change by hand is about, as it was sent. */
export interface GoodsDto {
  unit?: string | null;
  unit_cost?: number;
  batch_number?: string | null;
  expiry_date?: string | null;
  serial_numbers?: string[] | null;
}

type Goods = Pick<
  ChangeFacts,
  'quantity' | 'unit_cost' | 'batch_id' | 'batch_number' | 'expiry_date' | 'serial_numbers'
>;

const COST_DECIMALS = 4;

/** Reads a change by hand: in base units, at the cost of a base unit, from or into the batch that is named. */
@Injectable()
export class ChangedGoods {
  constructor(
    private readonly lines: StockLineResolver,
    private readonly batches: BatchLookup,
  ) {}

  /** Throws what StockLineResolver throws, and of goods that leave BATCH_NOT_FOUND and BATCH_AMBIGUOUS, on plain fields. */
  async of(
    tx: Tx,
    product: StockableProduct,
    { field, number }: { field: string; number: number },
    dto: GoodsDto,
  ): Promise<Goods> {
    const input = {
      product_id: product.id,
      quantity: number,
      unit: dto.unit,
      serial_numbers: dto.serial_numbers,
    };
    const [line] = await this.lines
      .resolve(tx, [input], { list: 'lines', quantity: field })
      .catch(refuseOnPlainFields);
    const { quantity, unit_factor } = line!;
    const batch_id = quantity.isNegative() ? await this.batchOf(tx, product, dto) : undefined;
    return {
      quantity,
      unit_cost: dto.unit_cost === undefined ? undefined : costOfOne(dto.unit_cost, unit_factor),
      batch_id,
      batch_number: dto.batch_number ?? undefined,
      expiry_date: dto.expiry_date ?? undefined,
      serial_numbers: dto.serial_numbers ?? undefined,
    };
  }

  private async batchOf(tx: Tx, product: StockableProduct, dto: GoodsDto): Promise<string | undefined> {
    const { batch_number, expiry_date } = dto;
    const named = { product_id: product.id, batch_number, expiry_date };
    const [batch_id] = await this.batches.ids(tx, [named]).catch(refuseOnPlainFields);
    return batch_id;
  }
}

function costOfOne(unit_cost: number, factor: Decimal): Decimal {
  return new Decimal(unit_cost).dividedBy(factor).toDecimalPlaces(COST_DECIMALS);
}
