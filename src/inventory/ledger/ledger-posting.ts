import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { Events } from '../../common/jobs/events.js';
import { COST_CHANGED, type CostChanged } from '../events/cost-changed.js';
import { LOW_STOCK_REACHED, type LowStockReached } from '../events/low-stock-reached.js';
import { refuseClosedPeriod } from '../periods/period.errors.js';
import { postedLines, refuseIfAny, takenLayers, type OutcomeRow } from './ledger-outcome.js';
import { SerialNumberTaken } from './lot.errors.js';
import type { PostedLines } from './stock-ledger.types.js';

function refuse(error: unknown): never {
  if (violates(error, 'uq_cost_layers_serial')) throw new SerialNumberTaken();
  return refuseClosedPeriod(error);
}

/** Runs one posting statement: throws its refusal, publishes what it caused, answers what it moved. */
export class LedgerPosting {
  constructor(private readonly events: Events) {}

  async run(
    tx: Tx,
    lines: readonly { line_id: string }[],
    text: string,
    values: unknown[],
  ): Promise<PostedLines> {
    if (lines.length === 0) return { lines: [], taken: [] };
    const rows = await query<OutcomeRow>(tx, text, values).catch(refuse);
    refuseIfAny(rows);
    for (const row of rows) if (row.outcome === 'low') await this.announceLow(tx, row);
    await this.announceCosts(
      tx,
      rows.filter(({ outcome }) => outcome === 'recosted'),
    );
    return { lines: postedLines(lines, rows), taken: takenLayers(rows) };
  }

  private announceLow(tx: Tx, row: OutcomeRow): Promise<void> {
    return this.events.publish<LowStockReached>(tx, {
      type: LOW_STOCK_REACHED,
      product_id: row.product_id,
      location_id: row.location_id,
      on_hand: row.quantity,
      min_stock_level: row.amount,
    });
  }

  private async announceCosts(tx: Tx, rows: readonly OutcomeRow[]): Promise<void> {
    for (const location_id of new Set(rows.map((row) => row.location_id))) {
      const here = rows.filter((row) => row.location_id === location_id);
      const product_ids = [...new Set(here.map((row) => row.product_id))];
      await this.events.publish<CostChanged>(tx, { type: COST_CHANGED, location_id, product_ids });
    }
  }
}
