import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { DocumentNumbers } from './document-numbers.js';
import { DocumentRegister } from './document-register.js';
import { NumberSeriesController } from './number-series.controller.js';
import { NumberSeriesReads } from './number-series-reads.js';
import { NumberSeriesService } from './number-series.service.js';
import { ApprovalEscalation } from './approval-escalation.js';
import { ApprovalRulesController } from './configuration/approval-rules.controller.js';
import { ApprovalRulesService } from './configuration/approval-rules.service.js';
import { DocumentTypesController } from './configuration/document-types.controller.js';
import { DocumentTypesService } from './configuration/document-types.service.js';
import { DocumentSearch } from './lists/document-search.query.js';
import { DocumentsController } from './lists/documents.controller.js';
import { PendingApprovals } from './lists/pending-approvals.query.js';
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

const CONFIGURATION = [
  DocumentTypesService,
  ApprovalRulesService,
  DocumentSearch,
  PendingApprovals,
  ApprovalEscalation,
];

@Module({
  imports: [AuditModule],
  controllers: [
    NumberSeriesController,
    DocumentTypesController,
    ApprovalRulesController,
    DocumentsController,
  ],
  providers: [DocumentRegister, NumberSeriesReads, NumberSeriesService, ...CONFIGURATION, ...WORKFLOW],
  exports: [DocumentRegister, DocumentKinds, DocumentWorkflow],
})
export class DocumentsModule {}
