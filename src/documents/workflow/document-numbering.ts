import { Injectable } from '@nestjs/common';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { DocumentNumbers, type DrawnNumber } from '../document-numbers.js';
import { DocumentNumberTaken } from '../documents.errors.js';
import type { ConfiguredStatus } from '../domain/workflow-configuration.js';
import type { DocumentRow } from './document-rows.js';

type Numbered = Pick<DocumentRow, 'type' | 'location_id' | 'time_zone' | 'created_by'>;

const SET_NUMBER = `
  UPDATE documents SET number = $2::text, number_series_id = $3::uuid, number_sequence = $4::bigint, number_year = $5::smallint
  WHERE id = $1::uuid`;

/** When a document gets its number: on entering a status that issues it, or on leaving one without having got it. */
@Injectable()
export class DocumentNumbering {
  constructor(
    private readonly numbers: DocumentNumbers,
    private readonly clock: Clock,
  ) {}

  draw(tx: Tx, document: Numbered): Promise<DrawnNumber> {
    const { type, location_id, time_zone, created_by } = document;
    const year = Number(businessDate(this.clock.now(), time_zone).slice(0, 4));
    return this.numbers.draw(tx, { type, location_id, user_id: created_by, year });
  }

  /** The number the document has then, if any. The hottest row of a step, so it is asked last. */
  async onEntering(
    tx: Tx,
    row: DocumentRow,
    { from, to }: { from: ConfiguredStatus; to: ConfiguredStatus },
  ): Promise<string | null> {
    if (row.number !== null || !(from.issues_number || to.issues_number)) return row.number;
    const drawn = await this.draw(tx, row);
    const { number, number_series_id, number_sequence, number_year } = drawn;
    await query(tx, SET_NUMBER, [row.id, number, number_series_id, number_sequence, number_year]).catch(
      (error: unknown) => {
        throw violates(error, 'uq_documents_number') ? new DocumentNumberTaken(number) : error;
      },
    );
    return number;
  }
}
