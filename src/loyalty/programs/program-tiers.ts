import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import type { TierDto } from './dto/tier.dto.js';

const CLEAR = `DELETE FROM loyalty_tiers WHERE program_id = $1::uuid`;
const FILL = `
  INSERT INTO loyalty_tiers (id, program_id, code, name, threshold_points, earn_multiplier)
  SELECT t.id, $1::uuid, t.code, t.name, t.threshold_points, t.earn_multiplier
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::numeric[])
    AS t(id, code, name, threshold_points, earn_multiplier)`;

function repeated(tiers: readonly TierDto[], field: 'code' | 'threshold_points', code: string): FieldError[] {
  return tiers.flatMap((tier, index) =>
    tiers.findIndex((other) => other[field] === tier[field]) < index
      ? [
          {
            field: `tiers.${index}.${field}`,
            code,
            message: `Another tier of the program has the ${field} ${tier[field]}.`,
          },
        ]
      : [],
  );
}

/** Throws ValidationFailed (422) for codes or thresholds that occur twice. */
export function assertDistinct(tiers: readonly TierDto[]): void {
  const errors = [
    ...repeated(tiers, 'code', 'TIER_CODE_REPEATED'),
    ...repeated(tiers, 'threshold_points', 'TIER_THRESHOLD_REPEATED'),
  ];
  if (errors.length > 0) throw new ValidationFailed(errors);
}

/** Puts tiers in the place of those that a program had. */
export async function replaceTiers(tx: Tx, program_id: string, tiers: readonly TierDto[]): Promise<void> {
  await query(tx, CLEAR, [program_id]);
  await query(tx, FILL, [
    program_id,
    tiers.map(() => newId()),
    tiers.map(({ code }) => code),
    tiers.map(({ name }) => name),
    tiers.map(({ threshold_points }) => threshold_points),
    tiers.map(({ earn_multiplier }) => earn_multiplier ?? 1),
  ]);
}
