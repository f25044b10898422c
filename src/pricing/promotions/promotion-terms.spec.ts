import { newId } from '../../common/database/new-id.js';
import type { SavePromotionDto } from './dto/save-promotion.dto.js';
import { wrongPromotion } from './promotion-terms.js';

function faults(terms: Partial<SavePromotionDto>): string[] {
  return wrongPromotion({ name: 'P', kind: 'percentage', value: 10, ...terms })
    .map(({ field, code }) => `${field} ${code}`)
    .sort();
}

it.each<[string, Partial<SavePromotionDto>]>([
  ['a percentage', {}],
  ['a free product', { kind: 'price', value: 0 }],
  ['an amount off', { kind: 'fixed_amount', value: 500 }],
  ['three for two', { kind: 'buy_x_get_y', value: null, buy_quantity: 2, get_quantity: 1 }],
  [
    'what is got',
    {
      kind: 'buy_x_get_y',
      value: null,
      buy_quantity: 1,
      get_quantity: 1,
      get_percent: 50,
      targets: [{ role: 'get', kind: 'product', target_id: newId() }],
    },
  ],
  ['a basket', { kind: 'basket', value: 150, value_type: 'fixed_amount', min_basket_amount: 1000 }],
  ['one day', { starts_at: '2026-11-20', ends_at: '2026-11-20' }],
  ['one minute', { starts_at: '2026-11-20T09:00', ends_at: '2026-11-20T09:00' }],
  ['over midnight', { time_from: '22:00', time_to: '02:00' }],
  ['just so many', { min_quantity: 3, max_quantity: 3 }],
])('%s is sound', (_, terms) => expect(faults(terms)).toEqual([]));

it.each<[string, Partial<SavePromotionDto>, string[]]>([
  ['no value', { value: null }, ['value REQUIRED_FOR_KIND']],
  ['nothing off', { value: 0 }, ['value NOTHING_OFF']],
  ['more than all off', { value: 100.5 }, ['value PERCENTAGE_TOO_HIGH']],
  [
    'more than a whole basket off',
    { kind: 'basket', value: 101, value_type: 'percentage' },
    ['value PERCENTAGE_TOO_HIGH'],
  ],
  [
    'a basket of nothing',
    { kind: 'basket', value: null },
    ['value REQUIRED_FOR_KIND', 'value_type REQUIRED_FOR_KIND'],
  ],
  [
    'buy nothing, get something',
    { kind: 'buy_x_get_y', value: 5, value_type: 'percentage' },
    [
      'buy_quantity REQUIRED_FOR_KIND',
      'get_quantity REQUIRED_FOR_KIND',
      'value NOT_FOR_KIND',
      'value_type NOT_FOR_KIND',
    ],
  ],
  [
    "another kind's fields",
    {
      kind: 'price',
      min_basket_amount: 1,
      buy_quantity: 1,
      get_quantity: 1,
      get_percent: 1,
      targets: [{ role: 'get', kind: 'brand', target_id: newId() }],
    },
    [
      'buy_quantity NOT_FOR_KIND',
      'get_percent NOT_FOR_KIND',
      'get_quantity NOT_FOR_KIND',
      'min_basket_amount NOT_FOR_KIND',
      'targets NOT_FOR_KIND',
    ],
  ],
  [
    'an end before the start',
    { starts_at: '2026-11-21', ends_at: '2026-11-20' },
    ['ends_at END_BEFORE_START'],
  ],
  [
    'an hour before the start',
    { starts_at: '2026-11-20T09:00', ends_at: '2026-11-20T08:00:59' },
    ['ends_at END_BEFORE_START'],
  ],
  ['a most below the least', { min_quantity: 3, max_quantity: 2 }, ['max_quantity MAX_BELOW_MIN']],
])('%s is named', (_, terms, expected) => expect(faults(terms)).toEqual(expected));
