import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator';

/** The field is required unless the other one was sent. */
export function UnlessSent(other: string): PropertyDecorator {
  return ValidateIf(
    (body: Record<string, unknown>, value) => value !== undefined || body[other] === undefined,
  );
}

/** The field and the other one exclude each other. */
export function NotWith(other: string): PropertyDecorator {
  return ValidateBy({
    name: 'notWith',
    constraints: [other],
    validator: {
      validate: (_: unknown, args?: ValidationArguments) =>
        (args?.object as Record<string, unknown> | undefined)?.[other] === undefined,
      defaultMessage: () => `send $property or ${other}, not both`,
    },
  });
}

export function IsNotZero(): PropertyDecorator {
  return ValidateBy({
    name: 'isNotZero',
    validator: { validate: (value: unknown) => value !== 0, defaultMessage: () => '$property must not be 0' },
  });
}
