import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, ValidateBy, buildMessage } from 'class-validator';
import { MAX_PASSWORD_BYTES } from '../../auth/passwords.js';

const MIN_PASSWORD_LENGTH = 8;
const USERNAME = /^[A-Za-z0-9_]{3,20}$/;

function isPassword(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return [...value].length >= MIN_PASSWORD_LENGTH && Buffer.byteLength(value) <= MAX_PASSWORD_BYTES;
}

/** A password that may be set: 8 characters or more, at most 72 bytes. */
export function IsPassword(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: 'string',
      format: 'password',
      minLength: MIN_PASSWORD_LENGTH,
      maxLength: MAX_PASSWORD_BYTES,
    }),
    ValidateBy({
      name: 'isPassword',
      validator: {
        validate: isPassword,
        defaultMessage: buildMessage(
          (each) => `${each}$property must have 8 characters or more and at most 72 bytes`,
        ),
      },
    }),
  );
}

/** A username that may be taken: 3 to 20 letters, digits or underscores. */
export function IsUsername(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: 'string', pattern: USERNAME.source }),
    Matches(USERNAME, { message: '$property must be 3 to 20 letters, digits or underscores' }),
  );
}
