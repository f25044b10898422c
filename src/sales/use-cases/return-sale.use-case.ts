import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Clock } from '../../common/time/clock.js';
import { StockLedger } from '../../inventory/index.js';
import { returnLines, returnTotals } from '../domain/return-lines.js';
import { occurredAt } from '../domain/client-figures.js';
import { withReturnedLots } from '../domain/moved-lots.js';
import { inFieldsOf } from '../domain/named-goods.js';
import { pathsOf, returnedToShelf } from '../domain/stock-lines.js';
import { canBecome } from '../domain/sale-status.js';
import type { ReturnSaleDto } from '../dto/return.dto.js';
import { ReturnResponse } from '../dto/return.response.js';
import type { Sale } from '../entities/sale.entity.js';
import { draftReturn } from '../posting/return-draft.js';
import { ReturnPosting } from '../posting/return-posting.js';
import { RefundPosting } from '../posting/refund-posting.js';
import { SaleReads } from '../queries/sale-reads.js';
import { SaleStateConflict } from '../sales.errors.js';

/** Takes goods of one sale back: their layers, their share of the stored amounts, their money. Never re-prices. */
@Injectable()
export class ReturnSaleUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly reads: SaleReads,
    private readonly stock: StockLedger,
    private readonly refunds: RefundPosting,
    private readonly posting: ReturnPosting,
    private readonly clock: Clock,
  ) {}

  execute(request: WriteRequest, saleId: string, dto: ReturnSaleDto): Promise<WriteOutcome<ReturnResponse>> {
    return this.writes.execute(request, async (tx) => {
      const sale = await this.reads.store.lock(tx, saleId);
      if (!canBecome(sale.status, 'refunded')) throw new SaleStateConflict(sale.status, 'returned');
      return this.takeBack(tx, request, sale, dto);
    });
  }

  private async takeBack(
    tx: Tx,
    request: WriteRequest,
    sale: Sale,
    dto: ReturnSaleDto,
  ): Promise<ReturnResponse> {
    const now = this.clock.now();
    const place = await this.reads.returnPlace(tx, sale, dto.register_id ?? undefined);
    const items = await this.reads.store.items(tx, sale.id);
    const soFar = await this.reads.returnedSoFar(tx, sale.id);
    const id = newId();
    const asked = returnLines(id, items, soFar, dto.items, currencyDigits(sale.currency));
    const facts = {
      id,
      now,
      occurred_at: occurredAt('return_date', dto.return_date, now),
      reason: dto.reason ?? null,
    };
    const draft = draftReturn(place, sale, request.actor, facts, returnTotals(asked));

    const serials = dto.items.map(({ serial_numbers }) => serial_numbers ?? []);
    const back = returnedToShelf(items, asked, serials);
    const inOrder = asked.map((line) => items.find(({ id }) => id === line.sale_item_id)!);
    const { taken } = await inFieldsOf(pathsOf(inOrder), () =>
      this.stock.reverse(tx, place, back, this.posting.source(draft)),
    );
    const lines = withReturnedLots(asked, taken);
    const { document, refunds } = await this.refunds.giveBack(tx, { sale, items, lines, draft, place, dto });
    const original = await this.reads.store.receipt(tx, sale.id);
    const reference = original?.number ?? null;
    const receipt = await this.posting.conclude(tx, request, place, {
      document,
      items: lines,
      refunds,
      reference,
    });
    return ReturnResponse.from(document, lines, refunds, receipt.number);
  }
}
