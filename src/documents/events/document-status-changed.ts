import type { DomainEvent } from '../../common/jobs/events.js';
import type { StatusMeaning } from '../workflow/document-header.js';

/** A document moved on. Codes are a shop's own words: go by meanings. */
export interface DocumentStatusChanged extends DomainEvent {
  readonly type: 'documents.status_changed';
  readonly document_id: string;
  readonly document_type: string;
  readonly number: string | null;
  readonly location_id: string | null;
  readonly action: string;
  readonly from_status: string;
  readonly from_meaning: StatusMeaning;
  readonly to_status: string;
  readonly to_meaning: StatusMeaning;
  readonly actor_id: string;
}
