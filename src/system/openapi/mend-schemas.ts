interface AnySchema {
  type?: string | string[];
  example?: unknown;
  default?: unknown;
}

function isText({ type }: AnySchema): boolean {
  return [type].flat().includes('string');
}

/**
 * Walks the whole document. A comment cannot say whether `@example 4006381333931` is text, so the plugin makes a
 * number of it; and a query parameter with a default need not be sent.
 */
export function mendSchemas(node: unknown): void {
  if (node === null || typeof node !== 'object') return;
  const schema = node as AnySchema & { in?: string; required?: unknown; schema?: AnySchema };
  if (typeof schema.example === 'number' && isText(schema)) schema.example = String(schema.example);
  if (schema.in === 'query' && schema.schema?.default !== undefined) schema.required = false;
  for (const child of Object.values(node)) mendSchemas(child);
}
