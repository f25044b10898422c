import type { DomainEvent } from '../../common/jobs/events.js';

export const PROGRAM_CHANGED = 'loyalty.program_changed';

/** The tiers of a program, or the window they are earned in, are others than before. */
export interface ProgramChanged extends DomainEvent {
  readonly type: typeof PROGRAM_CHANGED;
  readonly program_id: string;
}
