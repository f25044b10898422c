import { ValidateBy, buildMessage } from 'class-validator';

const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

function isCalendarDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** True for a calendar day such as `2026-11-20`. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && isCalendarDay(value);
}

/** True for a time with its zone, such as `2026-11-20T10:15:00Z`. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  return isCalendarDay(value.slice(0, 10)) && !Number.isNaN(new Date(value).getTime());
}

/** A calendar day. */
export function IsDay(): PropertyDecorator {
  return ValidateBy({
    name: 'isDay',
    validator: {
      validate: isDay,
      defaultMessage: buildMessage((each) => `${each}$property must be a day (2026-11-20)`),
    },
  });
}

/** A business day (`2026-11-20`) or an instant (`2026-11-20T10:15:00Z`). */
export function IsDayOrInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isDayOrInstant',
    validator: {
      validate: (value: unknown) => isDay(value) || isInstant(value),
      defaultMessage: buildMessage(
        (each) => `${each}$property must be a day (2026-11-20) or a time (2026-11-20T10:15:00Z)`,
      ),
    },
  });
}

/** A time with its zone. */
export function IsInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isInstant',
    validator: {
      validate: isInstant,
      defaultMessage: buildMessage(
        (each) => `${each}$property must be a time with its zone (2026-11-20T10:15:00Z)`,
      ),
    },
  });
}
