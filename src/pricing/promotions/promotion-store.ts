import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { sentFields } from '../../common/database/update-versioned.js';
import type { SavePromotionDto } from './dto/save-promotion.dto.js';
import type { PromotionRow } from './promotion.row.js';
import { firstMoment, lastMoment } from './wall-time.js';

const COLUMNS = [
  'code',
  'name',
  'description',
  'kind',
  'value',
  'value_type',
  'starts_at',
  'ends_at',
  'days_of_week',
  'time_from',
  'time_to',
  'min_quantity',
  'max_quantity',
  'min_basket_amount',
  'buy_quantity',
  'get_quantity',
  'get_percent',
  'priority',
  'is_exclusive',
  'requires_coupon',
  'usage_limit',
  'usage_limit_per_customer',
  'budget',
  'is_active',
] as const;

const NAMES = COLUMNS.join(', ');

// Written as text: through a Date of this process, wall times would pass through its time zone.
const INSERT = `
  INSERT INTO promotions (id, ${NAMES}) SELECT $1::uuid, ${NAMES} FROM jsonb_populate_record(NULL::promotions, $2::jsonb)`;

const UPDATE = `
  UPDATE promotions p SET (${NAMES}) = (SELECT ${NAMES} FROM jsonb_populate_record(NULL::promotions, $2::jsonb)),
    version = p.version + 1, updated_at = now()
  WHERE p.id = $1::uuid`;

function columnsOf(dto: SavePromotionDto): object {
  const { targets, price_group_ids, location_ids, ...fields } = dto;
  const get_percent = dto.kind === 'buy_x_get_y' ? (dto.get_percent ?? 100) : null;
  return {
    priority: 0,
    is_exclusive: false,
    requires_coupon: false,
    is_active: true,
    ...sentFields(fields),
    get_percent,
    starts_at: dto.starts_at ? firstMoment(dto.starts_at) : null,
    ends_at: dto.ends_at ? lastMoment(dto.ends_at) : null,
    days_of_week: dto.days_of_week?.toSorted((a, b) => a - b) ?? null,
  };
}

export async function insertPromotion(tx: Tx, id: string, dto: SavePromotionDto): Promise<void> {
  await query(tx, INSERT, [id, JSON.stringify(columnsOf(dto))]);
}

/** Writes the whole promotion and raises its version; its row is locked already. */
export async function updatePromotion(tx: Tx, id: string, dto: SavePromotionDto): Promise<void> {
  await query(tx, UPDATE, [id, JSON.stringify(columnsOf(dto))]);
}

function numeric(value: string | null): number | null {
  return value === null ? null : Number(value);
}

/** What a caller would send to get this promotion. */
export function promotionDtoOf(row: PromotionRow): SavePromotionDto {
  const { id, version, created_at, updated_at, ...fields } = row;
  return {
    ...fields,
    value: numeric(row.value),
    min_quantity: numeric(row.min_quantity),
    max_quantity: numeric(row.max_quantity),
    min_basket_amount: numeric(row.min_basket_amount),
    get_percent: numeric(row.get_percent),
    budget: numeric(row.budget),
  };
}
