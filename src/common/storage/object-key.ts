/** What a key may end in, and what that says about its content. */
const CONTENT_TYPES = {
  avif: 'image/avif',
  bin: 'application/octet-stream',
  csv: 'text/csv',
  jpg: 'image/jpeg',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  webp: 'image/webp',
} as const;

export type ContentType = (typeof CONTENT_TYPES)[keyof typeof CONTENT_TYPES];

const MAX_LENGTH = 300;

/** Every part starts with a letter or digit, so that none can be `.`, `..`, hidden or absolute. */
const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

/** The content type that the key's ending stands for. Throws for a key that could lead out of the storage. */
export function contentTypeOfKey(key: string): ContentType {
  const ending = key.slice(key.lastIndexOf('.') + 1);
  if (key.length > MAX_LENGTH || !KEY.test(key) || !Object.hasOwn(CONTENT_TYPES, ending)) {
    throw new Error(`Not a key of a stored object: ${JSON.stringify(key.slice(0, MAX_LENGTH))}`);
  }
  return CONTENT_TYPES[ending as keyof typeof CONTENT_TYPES];
}

/** Checks key and content type before anything is stored. */
export function assertStorable(key: string, content_type: ContentType): void {
  const expected = contentTypeOfKey(key);
  if (expected !== content_type)
    throw new Error(`The key ${key} stands for ${expected}, not for ${content_type}`);
}
