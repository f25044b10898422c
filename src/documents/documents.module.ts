import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { DocumentNumbers } from './document-numbers.js';
import { DocumentRegister } from './document-register.js';
import { NumberSeriesController } from './number-series.controller.js';
import { NumberSeriesReads } from './number-series-reads.js';
import { NumberSeriesService } from './number-series.service.js';
import { DocumentActions } from './workflow/document-actions.js';
import { DocumentCorrections } from './workflow/document-corrections.js';
import { DocumentEffects } from './workflow/document-effects.js';
import { DocumentKinds } from './workflow/document-kinds.js';
import { DocumentNumbering } from './workflow/document-numbering.js';
import { DocumentRecords } from './workflow/document-records.js';
import { DocumentTransitions } from './workflow/document-transitions.js';
import { DocumentWorkflow } from './workflow/document-workflow.js';

const WORKFLOW = [
  DocumentKinds,
  DocumentNumbers,
  DocumentNumbering,
  DocumentEffects,
  DocumentRecords,
  DocumentTransitions,
  DocumentCorrections,
  DocumentActions,
  DocumentWorkflow,
];

@Module({
  imports: [AuditModule],
  controllers: [NumberSeriesController],
  providers: [DocumentRegister, NumberSeriesReads, NumberSeriesService, ...WORKFLOW],
  exports: [DocumentRegister, DocumentKinds, DocumentWorkflow],
})
export class DocumentsModule {}
