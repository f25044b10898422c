/** The process environment; `env.ts` says what is read from it. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
