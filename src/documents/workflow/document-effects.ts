import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { DocumentKind, StatusChange } from './document-kind.js';
import { DocumentKinds } from './document-kinds.js';
import type { DocumentRow } from './document-rows.js';

const NOTE = `
  INSERT INTO document_postings (document_id, generation, kind, actor_id, created_at)
  VALUES ($1::uuid, $2::integer, $3::text, $4::uuid, $5::timestamptz)`;

/** Whether a document's movements stand after a step, and of which generation they are. */
export interface PostingState {
  is_posted: boolean;
  posting_generation: number;
}

/** What entering a status does to stock, by its flags. */
@Injectable()
export class DocumentEffects {
  constructor(
    private readonly kinds: DocumentKinds,
    private readonly clock: Clock,
  ) {}

  /** The row of `document_postings` comes first: its key is what makes a second posting impossible. */
  async enter(tx: Tx, caller: Caller, row: DocumentRow, change: StatusChange): Promise<PostingState> {
    const { is_posted, posting_generation } = row;
    if (change.to.posts_stock && !is_posted) return this.post(tx, caller, row, change);
    if (change.to.reverses_stock && is_posted) {
      await this.reverse(tx, caller, row, change);
      return { is_posted: false, posting_generation };
    }
    return { is_posted, posting_generation };
  }

  async post(tx: Tx, caller: Caller, row: DocumentRow, change: StatusChange): Promise<PostingState> {
    const kind = this.kinds.of(row.type);
    if (kind.post === undefined) throw new Error(`Documents of type ${row.type} have no movements to post`);
    const generation = row.posting_generation + 1;
    const now = this.clock.now();
    await query(tx, NOTE, [row.id, generation, 'post', caller.actor.id, now]);
    // A document that says its own day moves stock on that day; what is posted again is posted today.
    const isOwnDay = row.is_dated && generation === 1;
    await kind.post(tx, {
      ...change,
      caller,
      generation,
      occurred_at: isOwnDay ? row.occurred_at : now,
      business_date: isOwnDay ? row.business_date : businessDate(now, row.time_zone),
    });
    return { is_posted: true, posting_generation: generation };
  }

  async reverse(tx: Tx, caller: Caller, row: DocumentRow, change: StatusChange): Promise<void> {
    const kind: DocumentKind = this.kinds.of(row.type);
    if (kind.reverse === undefined) throw new Error(`Movements of type ${row.type} cannot be taken back`);
    const generation = row.posting_generation;
    const now = this.clock.now();
    await query(tx, NOTE, [row.id, generation, 'reverse', caller.actor.id, now]);
    await kind.reverse(tx, {
      ...change,
      caller,
      generation,
      occurred_at: now,
      business_date: businessDate(now, row.time_zone),
    });
  }
}
