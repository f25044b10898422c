/** The GS1 check digit of the digits before it: weights 3, 1, 3 … from the right, up to the next ten. */
export function checkDigitOf(body: string): string {
  let total = 0;
  for (let index = 0; index < body.length; index++) {
    total += Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 3 : 1);
  }
  return String((10 - (total % 10)) % 10);
}

export function hasCheckDigit(code: string): boolean {
  return checkDigitOf(code.slice(0, -1)) === code.at(-1);
}
