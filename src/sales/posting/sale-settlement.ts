import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import { PaymentLedger, type RecordedPayment, type Tender } from '../../payments/index.js';
import { canBecome } from '../domain/sale-status.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleStore } from '../queries/sale-store.js';
import { EmptySale, SaleStateConflict } from '../sales.errors.js';
import { payableSale } from './payable-sale.js';
import { SaleCompletion } from './sale-completion.js';
import { saveSale } from './sale-rows.js';

/** Takes money for a sale that exists, and completes it once it is paid. The caller holds the sale's lock. */
@Injectable()
export class SaleSettlement {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly store: SaleStore,
    private readonly payments: PaymentLedger,
    private readonly completion: SaleCompletion,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Records tenders against what is still due. Throws SaleStateConflict unless pending, TenderRefused. */
  async pay(
    tx: Tx,
    caller: Caller,
    sale: Sale,
    tenders: Tender[],
  ): Promise<{ sale: Sale; payments: RecordedPayment[] }> {
    if (!canBecome(sale.status, 'completed')) throw new SaleStateConflict(sale.status, 'paid');
    const place = await this.place(tx, sale);
    const now = this.clock.now();
    const due = sale.total_amount.minus(sale.paid_amount);
    const payer = {
      ...sale,
      cashier_id: caller.actor.id,
      employee_id: caller.actor.employee_id ?? null,
      occurred_at: now,
      business_date: businessDate(now, sale.time_zone),
    };
    const outcome = await this.payments.record(tx, payableSale(payer, place, due, ''), tenders);
    const paid: Sale = {
      ...sale,
      paid_amount: sale.paid_amount.plus(outcome.paid),
      change_amount: sale.change_amount.plus(outcome.change),
      rounding_amount: sale.rounding_amount.plus(outcome.rounding),
    };
    return { sale: await this.completeIfPaid(tx, caller, paid, place), payments: outcome.payments };
  }

  /** Saves a sale after its payments or prices changed; completes it, with its receipt, when nothing is due. */
  async completeIfPaid(tx: Tx, caller: Caller, sale: Sale, knownPlace?: SellingPlace): Promise<Sale> {
    const now = this.clock.now();
    const isPaid = sale.paid_amount.equals(sale.total_amount.plus(sale.rounding_amount));
    if (!canBecome(sale.status, 'completed') || !isPaid) return saveSale(tx, sale, now);

    const items = await this.store.items(tx, sale.id);
    if (items.length === 0) throw new EmptySale();
    const completed = await saveSale(tx, { ...sale, status: 'completed', completed_at: now }, now);
    const place = knownPlace ?? (await this.place(tx, sale));
    const tenders = (await this.payments.forSale(tx, sale.id)).filter(
      (payment) => payment.status === 'completed',
    );
    const receipt = await this.completion.complete(tx, place, completed, items, tenders);
    await this.audit.record(tx, caller, {
      action: 'sale.completed',
      subject_type: 'sale',
      subject_id: sale.id,
      after: { receipt_number: receipt.number, total_amount: sale.total_amount },
    });
    return completed;
  }

  /** The place of a sale that was made earlier. */
  place(tx: Tx, sale: { location_id: string; register_id: string }): Promise<SellingPlace> {
    return this.locations.context(tx, { location_id: sale.location_id, register_id: sale.register_id });
  }
}
