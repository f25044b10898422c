import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ClosePeriodUseCase } from './close-period.use-case.js';
import { ReopenPeriodUseCase } from './reopen-period.use-case.js';
import { StockPeriodsController } from './stock-periods.controller.js';
import { StockPeriodsQuery } from './stock-periods.query.js';

/** Business days whose stock is final. */
@Module({
  imports: [AuditModule],
  controllers: [StockPeriodsController],
  providers: [StockPeriodsQuery, ClosePeriodUseCase, ReopenPeriodUseCase],
})
export class StockPeriodsModule {}
