import { ValidateBy, buildMessage } from 'class-validator';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time on the clock of the place, such as `14:30`; as text it sorts as it passes. */
export function IsTimeOfDay(): PropertyDecorator {
  return ValidateBy({
    name: 'isTimeOfDay',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && TIME_OF_DAY.test(value),
      defaultMessage: buildMessage((each) => `${each}$property must be a time of day (00:00 to 23:59)`),
    },
  });
}
