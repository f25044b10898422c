import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { DocumentRegister } from './document-register.js';
import { NumberSeriesController } from './number-series.controller.js';
import { NumberSeriesReads } from './number-series-reads.js';
import { NumberSeriesService } from './number-series.service.js';

@Module({
  imports: [AuditModule],
  controllers: [NumberSeriesController],
  providers: [DocumentRegister, NumberSeriesReads, NumberSeriesService],
  exports: [DocumentRegister],
})
export class DocumentsModule {}
