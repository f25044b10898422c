import { EarnRule } from './entities/earn-rule.entity.js';
import { LoyaltyEntry, LoyaltyNote } from './entities/loyalty-entry.entity.js';
import { LoyaltyDraw, LoyaltyLot } from './entities/loyalty-lot.entity.js';
import { LoyaltyMember } from './entities/loyalty-member.entity.js';
import { LoyaltyProgram } from './entities/loyalty-program.entity.js';
import { LoyaltySale } from './entities/loyalty-sale.entity.js';
import { LoyaltyTier } from './entities/loyalty-tier.entity.js';
import { TierChange } from './entities/tier-change.entity.js';

export const loyaltyEntities = [
  LoyaltyProgram,
  LoyaltyTier,
  EarnRule,
  LoyaltyMember,
  LoyaltyLot,
  LoyaltyEntry,
  LoyaltyNote,
  LoyaltyDraw,
  LoyaltySale,
  TierChange,
];
