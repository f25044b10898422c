import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { Clock } from '../../common/time/clock.js';
import { StockLedger, type StockReceiptLine } from '../../inventory/index.js';
import { PaymentLedger, type RefundEntry } from '../../payments/index.js';
import { cartItem, decimalOf } from '../domain/cart-input.js';
import { occurredAt } from '../domain/client-figures.js';
import { withReturnedLots } from '../domain/moved-lots.js';
import { inFieldsOf } from '../domain/named-goods.js';
import { returnTotals } from '../domain/return-lines.js';
import { refundTenderOf } from '../domain/tenders.js';
import type { BlindReturnDto } from '../dto/return.dto.js';
import { ReturnResponse } from '../dto/return.response.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';
import { draftReturn } from '../posting/return-draft.js';
import { ReturnPosting } from '../posting/return-posting.js';
import { SaleQuote, type PricedCart, type PricedLine } from '../posting/sale-quote.js';
import { RefundMismatch } from '../sales.errors.js';

const ONE = new Decimal(1);

/** Takes goods back whose sale is not known (sales:blind_return): at the price named, at the stock's own cost. */
@Injectable()
export class BlindReturnUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly quote: SaleQuote,
    private readonly stock: StockLedger,
    private readonly payments: PaymentLedger,
    private readonly posting: ReturnPosting,
    private readonly clock: Clock,
  ) {}

  execute(request: WriteRequest, dto: BlindReturnDto): Promise<WriteOutcome<ReturnResponse>> {
    return this.writes.execute(request, (tx) => this.takeBack(tx, request, dto));
  }

  private async takeBack(tx: Tx, request: WriteRequest, dto: BlindReturnDto): Promise<ReturnResponse> {
    const now = this.clock.now();
    const occurred_at = occurredAt('return_date', dto.return_date, now);
    const cart = await this.quote.price(tx, {
      location_id: dto.location_id ?? undefined,
      register_id: dto.register_id ?? undefined,
      customer_id: dto.customer_id ?? undefined,
      items: dto.items.map((item) => ({ ...cartItem(item), unit_price: decimalOf(item.unit_price) })),
      at: occurred_at,
      is_return: true,
    });
    const id = newId();
    const asked = linesOf(id, cart, dto);
    const facts = { id, now, occurred_at, reason: dto.reason ?? null };
    const origin = { id: null, customer_id: cart.customer?.id ?? null };
    const document = draftReturn(cart.place, origin, request.actor, facts, returnTotals(asked));

    const received = asked.flatMap((line, index) => stockReceived(line, cart.lines[index]!));
    const paths = new Map(asked.map((line, index) => [line.id, `items.${index}.`]));
    const { taken } = await inFieldsOf(
      (line) => paths.get(line) ?? '',
      () => this.stock.receive(tx, cart.place, received, this.posting.source(document)),
    );
    const lines = withReturnedLots(asked, taken);
    const refunds = await this.giveBack(tx, document, cart, dto);
    const concluded = { document, items: lines, refunds, reference: null };
    const receipt = await this.posting.conclude(tx, request, cart.place, concluded);
    return ReturnResponse.from(document, lines, refunds, receipt.number);
  }

  /** By the tenders named, else in cash. Their sum is the total; cash rounding is for the till to settle in its tender. */
  private async giveBack(
    tx: Tx,
    document: SaleReturn,
    cart: PricedCart,
    dto: BlindReturnDto,
  ): Promise<RefundEntry[]> {
    const due = document.total_amount;
    if (due.equals(ZERO)) return [];
    const tenders = dto.refunds?.map(refundTenderOf) ?? [{ payment_method: 'cash' as const, amount: due }];
    const offered = sum(tenders.map((tender) => tender.amount));
    if (!offered.equals(due)) throw new RefundMismatch(due.toNumber(), offered.toNumber());
    const {
      location_id,
      register_id,
      currency,
      actor_id,
      employee_id,
      occurred_at,
      business_date,
      id,
      reason,
    } = document;
    return this.payments.refundBlind(tx, {
      location_id,
      register_id,
      currency,
      digits: cart.quote.digits,
      actor_id,
      employee_id,
      occurred_at,
      business_date,
      tenders,
      document_id: id,
      ...(reason === null ? {} : { reason }),
    });
  }
}

/** The goods of one line, in base units; of a bundle its parts, all under the line's id. */
function stockReceived(line: SaleReturnItem, { item, product, quoted }: PricedLine): StockReceiptLine[] {
  const { id: line_id, disposition } = line;
  const names = {
    batch_number: item.batch_number ?? undefined,
    expiry_date: item.expiry_date ?? undefined,
    serial_numbers: item.serial_numbers ?? undefined,
  };
  const own = { product_id: product.id, quantity: ONE, is_stocked: product.is_stocked };
  return [own, ...product.parts]
    .filter(({ is_stocked }) => is_stocked)
    .map(({ product_id, quantity }) => ({
      line_id,
      product_id,
      quantity: quantity.times(quoted.base_quantity),
      disposition,
      ...names,
    }));
}

function linesOf(returnId: string, cart: PricedCart, dto: BlindReturnDto): SaleReturnItem[] {
  return cart.lines.map(({ item, product, quoted }, index) => ({
    id: item.line_id,
    return_id: returnId,
    sale_item_id: null,
    line_number: index + 1,
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    unit_code: quoted.unit_code,
    unit_factor: quoted.unit_factor,
    quantity: quoted.quantity,
    disposition: dto.items[index]!.disposition ?? 'restock',
    unit_price: quoted.unit_price,
    net_amount: quoted.net_amount,
    tax_code: quoted.tax_code,
    tax_rate: quoted.tax_rate,
    tax_amount: quoted.tax_amount,
    taxes: quoted.taxes,
    tax_treatment: quoted.tax_treatment,
    total_amount: quoted.total_amount,
    lots: [],
  }));
}
