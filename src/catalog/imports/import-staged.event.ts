import type { DomainEvent } from '../../common/jobs/events.js';

export const IMPORT_STAGED = 'catalog.import_staged';

/** Rows of an import wait to be worked off. */
export interface ImportStaged extends DomainEvent {
  readonly type: typeof IMPORT_STAGED;
  readonly import_id: string;
}
