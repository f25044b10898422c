import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import {
  DocumentKinds,
  type DocumentKind,
  type StatusChange,
  type StatusMeaning,
} from '../../documents/index.js';
import { BuyingPlace, supplierFaults } from '../shared/buying-place.js';
import { ORDER, PURCHASING_PERMISSIONS } from '../shared/document-types.js';
import { readOrder, readOrderLines, saveOrder } from './order-rows.js';

/** Steps towards the supplier: they must be somebody we buy from. */
const TOWARDS_SUPPLIER: readonly StatusMeaning[] = [
  'submitted',
  'approved',
  'sent',
  'confirmed',
  'in_progress',
];

const DELIVERING: readonly StatusMeaning[] = ['partial', 'completed'];

/** What an order does beyond its status. It moves no stock: its deliveries do. */
@Injectable()
export class OrderKind implements DocumentKind, OnModuleInit {
  readonly code = ORDER;
  readonly permissions = PURCHASING_PERMISSIONS;

  constructor(
    private readonly kinds: DocumentKinds,
    private readonly parties: BuyingPlace,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async check(db: Queryable, { document, from, to }: StatusChange): Promise<FieldError[]> {
    const lines = await readOrderLines(db, [document.id]);
    const faults: FieldError[] = [];
    if (lines.length === 0) {
      faults.push({ field: 'lines', code: 'NO_LINES', message: 'The order has no lines.' });
    }
    if (to.is_cancellation && lines.some(({ received_quantity }) => received_quantity.gt(0))) {
      const message = 'A part was delivered: cancel the deliveries first, or close the order.';
      faults.push({ field: 'status', code: 'ORDER_HAS_DELIVERIES', message });
    }
    // A delivery that is taken back leads back here: that asks nothing of the supplier.
    const isReopened = DELIVERING.includes(from.meaning);
    if (TOWARDS_SUPPLIER.includes(to.meaning) && !isReopened) {
      const id = document.partner_id!;
      faults.push(...supplierFaults(await this.parties.supplier(db, id), id));
    }
    return faults;
  }

  async entered(tx: Tx, { document, to, caller }: StatusChange & { caller: Caller }): Promise<void> {
    if (to.meaning !== 'sent' && to.meaning !== 'confirmed') return;
    const order = (await readOrder(tx, document.id))!;
    const now = this.clock.now();
    // Going back to where a delivery found the order does not send or confirm it again.
    if (to.meaning === 'sent' && order.sent_at === null) {
      await saveOrder(tx, { ...order, sent_at: now, sent_by: caller.actor.id });
    }
    if (to.meaning === 'confirmed' && order.confirmed_at === null) {
      await saveOrder(tx, { ...order, confirmed_at: now });
    }
  }
}
