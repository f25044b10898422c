import { Decimal } from '../../common/money/decimal.js';
import { paymentMethodOf, type RefundTender, type Tender } from '../../payments/index.js';
import type { RefundTenderDto } from '../dto/return.dto.js';
import type { TenderDto } from '../dto/tender.dto.js';

export function tenderOf(dto: TenderDto): Tender {
  return {
    payment_method: paymentMethodOf(dto.payment_method),
    amount: new Decimal(dto.amount),
    tendered: dto.tendered === undefined || dto.tendered === null ? undefined : new Decimal(dto.tendered),
    status: dto.status,
    reference_number: dto.reference_number ?? undefined,
    transaction_id: dto.transaction_id ?? undefined,
  };
}

export function refundTenderOf(dto: RefundTenderDto): RefundTender {
  return {
    payment_method: paymentMethodOf(dto.payment_method),
    amount: new Decimal(dto.amount),
    reference_number: dto.reference_number ?? undefined,
  };
}
