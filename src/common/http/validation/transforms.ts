import { Transform } from 'class-transformer';

function ofText(change: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? change(value) : value));
}

/** Surrounding white space is dropped before the field is checked. */
export function Trimmed(): PropertyDecorator {
  return ofText((text) => text.trim());
}

/** Trimmed and in lower case before the field is checked, as e-mail addresses are kept. */
export function LowerCased(): PropertyDecorator {
  return ofText((text) => text.trim().toLowerCase());
}

/** Trimmed and in upper case before the field is checked, as codes are kept. */
export function UpperCased(): PropertyDecorator {
  return ofText((text) => text.trim().toUpperCase());
}

/** `true` or `false` in a query string as a boolean; anything else stays for the check to refuse. */
export function QueryBoolean(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  );
}
