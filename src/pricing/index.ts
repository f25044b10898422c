export { cashRounding } from '../common/money/rounding.js';
export { resolveCart, wantedProducts, type ResolveOptions } from './cart/resolve-cart.js';
export type { CartItemRequest, ResolvedLine } from './cart/resolved-line.js';
export { quoteCart } from './domain/quote-cart.js';
export { QuoteRefused } from './domain/quote-refused.js';
export type { CartInput, PricingCustomer, PricingPlace, TaxTreatment } from './domain/cart.types.js';
export { PRICE_RULES } from './domain/quote.types.js';
export type {
  LineTax,
  Override,
  PriceRule,
  PromotionUse,
  Quote,
  QuotedLine,
  TaxLine,
} from './domain/quote.types.js';
export type { HeldUse } from './domain/held-uses.js';
export type { TraceEntry } from './domain/trace.types.js';
export {
  refundShare,
  type RefundShare,
  type RefundableLine,
  type ReturnedSoFar,
} from './domain/refund-share.js';
export {
  replayLine,
  type ReplayTerms,
  type ReplayedLine,
  type ReplayedTax,
  type StoredLine,
} from './domain/replay-line.js';
export { PriceQuotes, type PricedQuote, type QuoteRequest } from './price-quotes.js';
export { PricingModule } from './pricing.module.js';
export { PromotionExhausted } from './pricing.errors.js';
export {
  PromotionLedger,
  type RedeemingSale,
  type ReleasingDocument,
  type ReturnedLine,
} from './redemptions/promotion-ledger.js';
