import { ApprovalRule } from './entities/approval-rule.entity.js';
import { Document } from './entities/document.entity.js';
import { DocumentApproval } from './entities/document-approval.entity.js';
import { DocumentLogEntry } from './entities/document-log-entry.entity.js';
import { DocumentPostingEntry } from './entities/document-posting.entity.js';
import { DocumentStatus } from './entities/document-status.entity.js';
import { DocumentTransition } from './entities/document-transition.entity.js';
import { DocumentType } from './entities/document-type.entity.js';
import { NumberSeries } from './entities/number-series.entity.js';

export const documentsEntities = [
  DocumentType,
  DocumentStatus,
  DocumentTransition,
  ApprovalRule,
  NumberSeries,
  Document,
  DocumentApproval,
  DocumentLogEntry,
  DocumentPostingEntry,
];
