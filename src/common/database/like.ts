/** A LIKE pattern for values that contain `text` literally; nothing asked for stays nothing. */
export function containing(text: string): string;
export function containing(text: string | undefined): string | undefined;
export function containing(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
