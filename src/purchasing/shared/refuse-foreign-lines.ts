import { ValidationFailed } from '../../common/errors/domain-error.js';

/** Throws LINE_NOT_FOUND for ids that the document does not have, or that are named twice; `all_known` allows no new lines. */
export function refuseForeignLines(
  sent: readonly { id?: string | null }[],
  stored: readonly { id: string }[],
  { path, all_known = false }: { path: string; all_known?: boolean },
): void {
  const ids = new Set(stored.map(({ id }) => id));
  const faults = sent.flatMap(({ id }, index) => {
    const isFine = id ? ids.delete(id) : !all_known;
    const message = 'The document has no such line, or it is named twice.';
    return isFine ? [] : [{ field: `${path}.${index}.id`, code: 'LINE_NOT_FOUND', message }];
  });
  if (faults.length > 0) throw new ValidationFailed(faults);
}
