import { Injectable } from '@nestjs/common';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { PaymentResponse } from '../../payments/index.js';
import { tenderOf } from '../domain/tenders.js';
import type { TenderDto } from '../dto/tender.dto.js';
import { SaleSettlement } from '../posting/sale-settlement.js';
import { SaleStore } from '../queries/sale-store.js';
import { BelowSmallestCoin } from '../sales.errors.js';

/** Adds a payment to a pending sale; the one that clears it completes the sale. */
@Injectable()
export class TakePaymentUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly store: SaleStore,
    private readonly settlement: SaleSettlement,
  ) {}

  execute(request: WriteRequest, saleId: string, dto: TenderDto): Promise<WriteOutcome<PaymentResponse>> {
    return this.writes.execute(request, async (tx) => {
      const sale = await this.store.lock(tx, saleId);
      const { payments } = await this.settlement.pay(tx, request, sale, [tenderOf(dto)]);
      const [payment] = payments;
      if (payment === undefined) throw new BelowSmallestCoin();
      return PaymentResponse.from(payment);
    });
  }
}
