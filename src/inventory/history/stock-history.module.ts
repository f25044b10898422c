import { Module } from '@nestjs/common';
import { StockAsOf } from './stock-as-of.query.js';
import { StockHistoryController } from './stock-history.controller.js';
import { StockHistoryReads } from './stock-history-reads.js';
import { StockPartitions } from './stock-partitions.js';
import { StockSnapshots } from './stock-snapshots.js';

/** The ledger over the years: kept by month, and read as of any instant. */
@Module({
  controllers: [StockHistoryController],
  providers: [StockAsOf, StockHistoryReads, StockPartitions, StockSnapshots],
})
export class StockHistoryModule {}
