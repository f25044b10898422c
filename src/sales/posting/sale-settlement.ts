import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { Clock } from '../../common/time/clock.js';
import type { SellingPlace } from '../../locations/index.js';
import { PaymentLedger, settleTenders, type RecordedPayment, type Tender } from '../../payments/index.js';
import { moneyOfVoid } from '../domain/points-refund.js';
import type { PointsSummary } from '../../loyalty/index.js';
import { canBecome } from '../domain/sale-status.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleReads } from '../queries/sale-reads.js';
import { EmptySale, SaleStateConflict } from '../sales.errors.js';
import { moveNow } from './move-now.js';
import { drawsOnCustomer, payableSale, takenAsPoints, type TakenTender } from './payable-sale.js';
import { SaleBenefits } from './sale-benefits.js';
import { SaleCompletion } from './sale-completion.js';
import { saveSale } from './sale-rows.js';

/** A sale about to be saved: its lines when nothing is due any more, and how its customer's points moved. */
export interface Conclusion {
  items: SaleItem[] | null;
  points: PointsSummary | null;
}

/** Takes money for a sale that exists, and completes it once it is paid. The caller holds the sale's lock. */
@Injectable()
export class SaleSettlement {
  constructor(
    private readonly reads: SaleReads,
    private readonly payments: PaymentLedger,
    private readonly benefits: SaleBenefits,
    private readonly completion: SaleCompletion,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Records tenders against what is still due. Throws SaleStateConflict unless pending, TenderRefused, LoyaltyRefused
   * and what the customer's account refuses (CREDIT_…).
   */
  async pay(
    tx: Tx,
    caller: Caller,
    sale: Sale,
    tenders: Tender[],
  ): Promise<{ sale: Sale; payments: RecordedPayment[] }> {
    if (!canBecome(sale.status, 'completed')) throw new SaleStateConflict(sale.status, 'paid');
    const place = await this.reads.place(tx, sale);
    const account = tenders.some(drawsOnCustomer) ? await this.reads.account(tx, sale) : undefined;
    const due = sale.total_amount.minus(sale.paid_amount);
    const { actor_id: cashier_id, ...move } = moveNow(caller, sale, this.clock.now());
    const payer = { ...sale, ...move, cashier_id };
    const payable = payableSale(payer, place, { due, account, path: '' });
    const { paid, change, rounding } = settleTenders(due, tenders, {
      ...payable,
      customer: account !== undefined,
    });
    const after: Sale = {
      ...sale,
      paid_amount: sale.paid_amount.plus(paid),
      change_amount: sale.change_amount.plus(change),
      rounding_amount: sale.rounding_amount.plus(rounding),
    };
    const conclusion = await this.prepare(tx, caller, after, tenders);
    const { payments } = await this.payments.record(tx, payable, tenders);
    return { sale: await this.conclude(tx, caller, after, { ...conclusion, place }), payments };
  }

  /** Saves a sale after its prices changed; completes it, with its receipt, when nothing is due. */
  async completeIfPaid(tx: Tx, caller: Caller, sale: Sale): Promise<Sale> {
    return this.conclude(tx, caller, sale, await this.prepare(tx, caller, sale, []));
  }

  /**
   * Moves the customer's points for tenders about to be taken and, when they clear the sale, for what it earns. Comes
   * before the money: the member is locked before the account. Throws LoyaltyRefused, EmptySale.
   */
  async prepare(tx: Tx, caller: Caller, sale: Sale, tenders: readonly TakenTender[]): Promise<Conclusion> {
    const isComplete = isToComplete(sale);
    const items = isComplete ? await this.reads.store.items(tx, sale.id) : null;
    if (items?.length === 0) throw new EmptySale();
    if (sale.customer_id === null) return { items, points: null };

    const paid_now = takenAsPoints(tenders);
    const before = isComplete ? moneyOfVoid(await this.payments.forSale(tx, sale.id)) : undefined;
    const step = {
      paid_now,
      paid_in_all: paid_now.plus(before?.refunded_as_points ?? 0),
      earning: items && (await this.reads.earning(tx, sale, items)),
    };
    const move = moveNow(caller, sale, this.clock.now());
    const points = await this.benefits.settle(tx, sale, step, move);
    return { items, points };
  }

  /** Saves a sale whose money has moved, and completes it if nothing is due. Locks the number series. */
  async conclude(
    tx: Tx,
    caller: Caller,
    sale: Sale,
    { items, points, place }: Conclusion & { place?: SellingPlace },
  ): Promise<Sale> {
    const now = this.clock.now();
    if (items === null) return saveSale(tx, sale, now);

    const completed = await saveSale(tx, { ...sale, status: 'completed', completed_at: now }, now);
    const taken = await this.payments.forSale(tx, sale.id);
    const tenders = taken.filter((payment) => payment.status === 'completed');
    const at = place ?? (await this.reads.place(tx, sale));
    const receipt = await this.completion.complete(tx, at, { sale: completed, items, tenders, points });
    await this.audit.record(tx, caller, {
      action: 'sale.completed',
      subject_type: 'sale',
      subject_id: sale.id,
      after: { receipt_number: receipt.number, total_amount: sale.total_amount },
    });
    return completed;
  }

  /** True when the customer's own account or points paid part of the sale, or are about to. */
  async drawsOnCustomer(tx: Tx, sale: Sale): Promise<boolean> {
    const payments = await this.payments.forSale(tx, sale.id);
    return payments.some((payment) => drawsOnCustomer(payment) && payment.status !== 'failed');
  }
}

function isToComplete(sale: Sale): boolean {
  const isPaid = sale.paid_amount.equals(sale.total_amount.plus(sale.rounding_amount));
  return canBecome(sale.status, 'completed') && isPaid;
}
