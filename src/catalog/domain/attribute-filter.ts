type Match = Record<string, unknown>;

/**
 * Every JSON that a typed-in value can be in a product's attributes: text, a number, true or false, or one of several
 * choices. Each is looked for as part of `attributes`.
 */
function readings(code: string, value: string): Match[] {
  const said: unknown[] = [value, [value]];
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number)) said.push(number);
  if (value === 'true' || value === 'false') said.push(value === 'true');
  return said.map((each) => ({ [code]: each }));
}

/** For each attribute asked for (`code:value`), everything that would do. */
export function attributeMatches(asked: readonly string[]): Match[][] {
  const byCode = new Map<string, Match[]>();
  for (const each of asked) {
    const colon = each.indexOf(':');
    const code = each.slice(0, colon);
    const matches = byCode.get(code) ?? [];
    matches.push(...readings(code, each.slice(colon + 1)));
    byCode.set(code, matches);
  }
  return [...byCode.values()];
}
