import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { PartnersModule } from '../partners/index.js';
import { AdjustPointsUseCase } from './customers/adjust-points.use-case.js';
import { CreateCustomerUseCase } from './customers/create-customer.use-case.js';
import { CustomerCreationController } from './customers/customer-creation.controller.js';
import { CustomerLoyaltyController } from './customers/customer-loyalty.controller.js';
import { CustomerLoyaltyQuery } from './customers/customer-loyalty.query.js';
import { LoyaltyFile } from './customers/loyalty-file.js';
import { PointsExpiry } from './jobs/points-expiry.js';
import { TierSettlement } from './jobs/tier-settlement.js';
import { LoyaltyLedger } from './ledger/loyalty-ledger.js';
import { PointsByHand } from './ledger/points-by-hand.js';
import { TierChanges } from './ledger/tier-changes.js';
import { Enrolment } from './members/enrolment.js';
import { MemberLookupController } from './members/member-lookup.controller.js';
import { MemberReads } from './members/member-reads.js';
import { MemberRecords } from './members/member-records.js';
import { MembersController } from './members/members.controller.js';
import { MembersService } from './members/members.service.js';
import { ProgramReads } from './programs/program-reads.js';
import { ProgramsController } from './programs/programs.controller.js';
import { ProgramsService } from './programs/programs.service.js';
import { EarnRulesController } from './rules/earn-rules.controller.js';
import { EarnRulesService } from './rules/earn-rules.service.js';

@Module({
  imports: [AuditModule, PartnersModule],
  controllers: [
    ProgramsController,
    EarnRulesController,
    MembersController,
    MemberLookupController,
    CustomerLoyaltyController,
    CustomerCreationController,
  ],
  providers: [
    TierChanges,
    LoyaltyLedger,
    PointsByHand,
    ProgramReads,
    ProgramsService,
    EarnRulesService,
    MemberReads,
    MemberRecords,
    Enrolment,
    MembersService,
    CustomerLoyaltyQuery,
    AdjustPointsUseCase,
    CreateCustomerUseCase,
    LoyaltyFile,
    PointsExpiry,
    TierSettlement,
  ],
  exports: [LoyaltyLedger],
})
export class LoyaltyModule {}
