export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** An amount as people write it: 24,702.88. */
export function money(amount: number | { toNumber(): number }, digits = 2): string {
  const value = typeof amount === 'number' ? amount : amount.toNumber();
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
