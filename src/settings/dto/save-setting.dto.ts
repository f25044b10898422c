import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Matches, ValidateBy, buildMessage } from 'class-validator';
import { Optional } from '../../common/http/validation/decorators.js';
import { isUuid } from '../../common/http/validation/id-param.js';
import { ANY_JSON } from './any-json.js';

const MAX_VALUE_LENGTH = 65_536;

function IsSettingKey(): PropertyDecorator {
  const isKey = (value: unknown): boolean =>
    typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/.test(value) && !isUuid(value);
  return ValidateBy({
    name: 'isSettingKey',
    validator: {
      validate: isKey,
      defaultMessage: buildMessage(
        (each) =>
          `${each}$property must be 1 to 100 letters, digits, . _ : or -, begin with a letter or digit, and be no UUID`,
      ),
    },
  });
}

/** Any JSON value, null included, that is not too long; leaving it out is refused. */
function IsSettingValue(): PropertyDecorator {
  return ValidateBy({
    name: 'isSettingValue',
    validator: {
      validate: (value: unknown) => value !== undefined && JSON.stringify(value).length <= MAX_VALUE_LENGTH,
      defaultMessage: buildMessage(
        (each) => `${each}$property must be JSON of at most ${MAX_VALUE_LENGTH} characters`,
      ),
    },
  });
}

export class SaveSettingDto {
  /**
   * A known key or one of your own.
   * @example receipt.footer
   */
  @IsSettingKey()
  key: string;

  /**
   * What the known key takes; any JSON for keys of your own.
   * @example Thank you!
   */
  @ApiProperty(ANY_JSON)
  @IsSettingValue()
  value: unknown;
}

export class UpdateSettingDto extends OmitType(SaveSettingDto, ['key']) {
  /**
   * May be sent along, but not changed.
   * @example receipt.footer
   */
  @Optional()
  @Matches(/^[^\s]{1,100}$/, { message: 'key must be the key of this setting' })
  key?: string;
}
