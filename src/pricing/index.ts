export { cashRounding } from '../common/money/rounding.js';
export { quoteCart } from './domain/quote-cart.js';
export { QuoteRefused } from './domain/quote-refused.js';
export type {
  CartInput,
  Override,
  PricingCustomer,
  PricingPlace,
  Quote,
  QuotedLine,
  TaxLine,
  TraceEntry,
} from './domain/quote.types.js';
export {
  refundShare,
  type RefundShare,
  type RefundableLine,
  type ReturnedSoFar,
} from './domain/refund-share.js';
export { PriceQuotes, type QuoteLineRequest, type QuoteRequest } from './price-quotes.js';
export { PricingModule } from './pricing.module.js';
