import type { DomainEvent } from '../../common/jobs/events.js';

/** Nine tenths of a series' numbers are gone. Published once each time the line is crossed. */
export interface NumberSeriesRunningOut extends DomainEvent {
  readonly type: 'documents.number_series_running_out';
  readonly number_series_id: string;
  readonly key: string;
  readonly last_number: number;
  readonly max_number: number;
}
