import { ValidateBy, buildMessage } from 'class-validator';
import { isPermissionEntry } from '../../common/auth/permissions.js';

/** Each element is an atom, `context:*`, a group or `*`. */
export function ArePermissionEntries(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isPermissionEntry',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isPermissionEntry(value),
        defaultMessage: buildMessage(
          (each) =>
            `${each}$property must be a permission such as sales:void, catalog:*, a group such as read, or *`,
          { each: true },
        ),
      },
    },
    { each: true },
  );
}
