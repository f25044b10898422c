/** A comment without surrounding blanks; null when it says nothing. */
export function trimmed(comment: string | undefined): string | null {
  const text = comment?.trim() ?? '';
  return text === '' ? null : text;
}
