import { InvalidField } from '../../common/errors/domain-error.js';
import { FromFinalStatus, StatusNotConfigured, TransitionNotAllowed } from '../documents.errors.js';
import type { StatusMeaning } from '../workflow/document-header.js';
import {
  statusById,
  statusNamed,
  type ConfiguredStatus,
  type ConfiguredTransition,
  type WorkflowConfiguration,
} from './workflow-configuration.js';

/** Where somebody wants a document to go: by what is done, by a status, or by what a status is for. */
export interface Wish {
  action?: string;
  /** Code or name of a status, in whatever case. */
  to_status?: string;
  to_meaning?: StatusMeaning;
  /** Asked by code, which may go every way; people cannot go the automatic ones. */
  is_automatic?: boolean;
}

export interface Way {
  transition: ConfiguredTransition;
  to: ConfiguredStatus;
}

/** The ways that lead on from a status, in their order. Inactive statuses are not entered. */
export function waysFrom(configuration: WorkflowConfiguration, from: ConfiguredStatus): Way[] {
  if (from.is_final) return [];
  return configuration.transitions
    .filter(({ from_status_id }) => from_status_id === from.id)
    .map((transition) => ({ transition, to: statusById(configuration, transition.to_status_id) }))
    .filter(({ to }) => to.is_active);
}

function wantedStatus(
  configuration: WorkflowConfiguration,
  { to_status }: Wish,
): ConfiguredStatus | undefined {
  if (to_status === undefined) return undefined;
  const status = statusNamed(configuration, to_status);
  if (status?.is_active === true) return status;
  const known = configuration.statuses.filter(({ is_active }) => is_active).map(({ code }) => code);
  throw new StatusNotConfigured(to_status, known);
}

/**
 * The way that a wish means; undefined when the document is there already. Throws StatusNotConfigured,
 * FromFinalStatus, TransitionNotAllowed, and a field error when nothing was wished.
 */
export function findTransition(
  configuration: WorkflowConfiguration,
  from: ConfiguredStatus,
  wish: Wish,
): Way | undefined {
  const wanted = wish.to_status ?? wish.action ?? wish.to_meaning;
  if (wanted === undefined) {
    throw new InvalidField(
      'action',
      'ACTION_OR_STATUS_REQUIRED',
      'Say what is done, or which status is wanted.',
    );
  }
  const target = wantedStatus(configuration, wish);
  if (target?.id === from.id || (wish.to_meaning !== undefined && wish.to_meaning === from.meaning)) {
    return undefined;
  }
  if (from.is_final) throw new FromFinalStatus(from);
  const open = waysFrom(configuration, from).filter(
    ({ transition }) => wish.is_automatic === true || !transition.is_automatic,
  );
  const found = open.filter(
    ({ transition, to }) =>
      (target === undefined || to.id === target.id) &&
      (wish.to_meaning === undefined || to.meaning === wish.to_meaning) &&
      (wish.action === undefined || transition.action === wish.action.toLowerCase()),
  );
  const way = found.find(({ transition }) => transition.is_automatic) ?? found[0];
  if (way !== undefined) return way;
  const possible = open.map(({ transition }) => transition.action);
  throw new TransitionNotAllowed(from, wanted, [...new Set(possible)]);
}
