import { ValidateBy, buildMessage } from 'class-validator';
import { isDay } from '../../common/http/validation/day-or-instant.js';

const WALL_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const HOUR = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

/** A day or a time on the clock of whichever store: without a zone. */
export function isWallTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  return isDay(value) || isDay(WALL_TIME.exec(value)?.[1]);
}

/** A day (`2026-11-20`) or a time (`2026-11-20T09:00`) by the clock of the store. */
export function IsWallTime(): PropertyDecorator {
  return ValidateBy({
    name: 'isWallTime',
    validator: {
      validate: isWallTime,
      defaultMessage: buildMessage(
        (each) => `${each}$property must be a day (2026-11-20) or a time without a zone (2026-11-20T09:00)`,
      ),
    },
  });
}

/** A time of the day, such as `18:30`. */
export function IsHour(): PropertyDecorator {
  return ValidateBy({
    name: 'isHour',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && HOUR.test(value),
      defaultMessage: buildMessage((each) => `${each}$property must be a time of the day (18:30)`),
    },
  });
}

function toTheSecond(value: string): string {
  return value.length === 16 ? `${value}:00` : value;
}

/** The first moment that a wall time means: a day begins at midnight. */
export function firstMoment(value: string): string {
  return value.length === 10 ? `${value}T00:00:00` : toTheSecond(value);
}

/** The last moment that a wall time means, with its whole second: a day ends just before midnight. */
export function lastMoment(value: string): string {
  return value.length === 10 ? `${value}T23:59:59.999` : `${toTheSecond(value)}.999`;
}
