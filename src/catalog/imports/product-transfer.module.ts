import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/index.js';
import { ExportsController } from '../exports/exports.controller.js';
import { ProductExport } from '../exports/product-export.js';
import { ImportBatch } from './import-batch.js';
import { ImportJob } from './import-job.js';
import { ImportProgress } from './import-progress.js';
import { ImportReads } from './import-reads.js';
import { ImportUpload } from './import-upload.js';
import { ImportsController } from './imports.controller.js';

/** Products by the file. */
@Module({
  imports: [AuditModule],
  controllers: [ImportsController, ExportsController],
  providers: [ImportUpload, ImportBatch, ImportJob, ImportReads, ImportProgress, ProductExport],
})
export class ProductTransferModule {}
