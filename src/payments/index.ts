export { AccountLedger } from './accounts/account-ledger.js';
export { ACCOUNT_ENTRY_KINDS } from './accounts/account-requests.js';
export type * from './accounts/account-requests.js';
export { PaymentsModule } from './payments.module.js';
export { AGE_BUCKETS, ageBucket, ageing, daysOverdue, type Ageing } from './domain/ageing.js';
export {
  PAYMENT_METHOD_INPUTS,
  PAYMENT_METHODS,
  paymentMethodOf,
  type PaymentMethod,
  type PaymentMethodInput,
} from './domain/payment-method.js';
export { PAYMENT_STATUSES, isRefundable, type PaymentStatus } from './domain/payment-status.js';
export { planRefund, type RefundStep, type RefundTender } from './domain/plan-refund.js';
export { settleTenders } from './domain/settle-tenders.js';
export type { Settlement, Tender } from './domain/tender.js';
export type * from './ledger/ledger-requests.js';
export { PaymentLedger } from './ledger/payment-ledger.js';
export type { RecordedPayment } from './ledger/recorded-payment.js';
export { PaymentResponse } from './payments/dto/payment.response.js';
