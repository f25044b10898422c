interface BooleanSetting {
  type: 'boolean';
  default: boolean;
}

interface IntegerSetting {
  type: 'integer';
  default: number;
  min: number;
  max: number;
}

interface TextSetting {
  type: 'text';
  default: string;
  max_length: number;
}

/** A setting that the code reads: its id when nobody stored it yet, its type and what it does. */
export type SettingDefinition = { id: string; description: string } & (
  BooleanSetting | IntegerSetting | TextSetting
);

export const KNOWN_SETTINGS = {
  'auth.open_registration': {
    id: '01900000-0000-7000-8000-000000000201',
    description: 'Whether anybody may register an account.',
    type: 'boolean',
    default: true,
  },
  'auth.max_failed_logins': {
    id: '01900000-0000-7000-8000-000000000202',
    description: 'Failed logins in a row after which an account is locked for a while.',
    type: 'integer',
    default: 5,
    min: 1,
    max: 100,
  },
  'auth.lockout_minutes': {
    id: '01900000-0000-7000-8000-000000000203',
    description: 'How many minutes an account stays locked after too many failed logins.',
    type: 'integer',
    default: 15,
    min: 1,
    max: 1440,
  },
  'receipt.header': {
    id: '01900000-0000-7000-8000-000000000205',
    description: 'Text above every receipt, for locations without a header of their own.',
    type: 'text',
    default: '',
    max_length: 1000,
  },
  'receipt.footer': {
    id: '01900000-0000-7000-8000-000000000206',
    description: 'Text below every receipt, for locations without a footer of their own.',
    type: 'text',
    default: '',
    max_length: 1000,
  },
  'purchasing.over_delivery_percent': {
    id: '01900000-0000-7000-8000-000000000241',
    description:
      'How many percent more than ordered may be delivered, where neither the line nor the supplier says.',
    type: 'integer',
    default: 0,
    min: 0,
    max: 1000,
  },
} satisfies Record<string, SettingDefinition>;

export type KnownSetting = keyof typeof KNOWN_SETTINGS;

interface ValueOf {
  boolean: boolean;
  integer: number;
  text: string;
}
export type SettingValue<K extends KnownSetting> = ValueOf[(typeof KNOWN_SETTINGS)[K]['type']];

export function definitionOf(key: string): SettingDefinition | undefined {
  return Object.hasOwn(KNOWN_SETTINGS, key) ? KNOWN_SETTINGS[key as KnownSetting] : undefined;
}

/** What is wrong with a value for this setting, or undefined when it fits. */
export function faultOf(definition: SettingDefinition, value: unknown): string | undefined {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'value must be true or false';
    case 'integer': {
      const { min, max } = definition;
      const fits = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
      return fits ? undefined : `value must be a whole number from ${min} to ${max}`;
    }
    case 'text': {
      const fits = typeof value === 'string' && value.length <= definition.max_length;
      return fits ? undefined : `value must be text of at most ${definition.max_length} characters`;
    }
    default:
      return definition satisfies never;
  }
}
