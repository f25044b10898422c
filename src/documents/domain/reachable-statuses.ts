/** Codes of the statuses that a document can come to, the first one included. */
export function reachableFrom(
  first: string,
  statuses: readonly { code: string }[],
  transitions: readonly { from: string; to: string }[],
): Set<string> {
  const known = new Set(statuses.map(({ code }) => code));
  const reached = new Set([first]);
  for (const code of reached) {
    // A set visits what is added while it is walked.
    for (const { from, to } of transitions) if (from === code && known.has(to)) reached.add(to);
  }
  return reached;
}
