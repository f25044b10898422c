export { LoyaltyModule } from './loyalty.module.js';
export { LoyaltyLedger } from './ledger/loyalty-ledger.js';
export type * from './ledger/points-requests.js';
export type { PointsSummary } from './ledger/points-summary.js';
export { LoyaltyRefused, PointsRefundExceedsRedeemed } from './loyalty.errors.js';
export { TIER_CHANGED, type TierChanged } from './events/tier-changed.js';
export { DEFAULT_PROGRAM_ID } from './programs/default-program.js';
