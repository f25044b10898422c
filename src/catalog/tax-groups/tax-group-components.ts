import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { SaveTaxComponentDto } from './dto/save-tax-component.dto.js';
import { COMPONENTS, type TaxComponentData } from './tax-group.sql.js';
import type { TaxType } from '../domain/tax-components.js';

export interface Component {
  code: string;
  name: string;
  type: TaxType;
  rate: Decimal;
  is_compound: boolean;
  location_id: string | null;
}

export function componentOf(input: SaveTaxComponentDto): Component {
  return {
    code: input.code,
    name: input.name,
    type: input.type ?? 'vat',
    rate: new Decimal(input.rate),
    is_compound: input.is_compound ?? false,
    location_id: input.location_id?.toLowerCase() ?? null,
  };
}

const READ = `SELECT ${COMPONENTS} FROM tax_groups t WHERE t.id = $1::uuid`;
const CLEAR = `DELETE FROM tax_components WHERE tax_group_id = $1::uuid`;
const ADD = `
  INSERT INTO tax_components (id, tax_group_id, location_id, sequence, code, name, type, rate, is_compound)
  SELECT c.id, $1::uuid, c.location_id, c.sequence, c.code, c.name, c.type, c.rate, c.is_compound
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::boolean[])
    WITH ORDINALITY AS c (id, location_id, code, name, type, rate, is_compound, sequence)`;

export async function componentsOf(tx: Tx, groupId: string): Promise<Component[]> {
  const [row] = await query<{ components: TaxComponentData[] | null }>(tx, READ, [groupId]);
  return (row?.components ?? []).map((each) => ({ ...each, rate: new Decimal(each.rate) }));
}

/** Gives the group exactly these taxes. Throws LOCATION_NOT_FOUND. */
export async function replaceComponents(
  tx: Tx,
  groupId: string,
  components: readonly Component[],
): Promise<void> {
  await query(tx, CLEAR, [groupId]);
  if (components.length === 0) return;
  const columns = [
    components.map(newId),
    components.map(({ location_id }) => location_id),
    components.map(({ code }) => code),
    components.map(({ name }) => name),
    components.map(({ type }) => type),
    components.map(({ rate }) => rate.toFixed()),
    components.map(({ is_compound }) => is_compound),
  ];
  await query(tx, ADD, [groupId, ...columns]).catch((error: unknown) => {
    if (!violates(error, 'fk_tax_components_location')) throw error;
    throw new InvalidField('components', 'LOCATION_NOT_FOUND', 'a component names no location that exists');
  });
}
