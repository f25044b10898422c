import { aPromotion } from '../../../test/support/builders/cart.js';
import { wallTime } from '../../common/time/wall-time.js';
import { whyNotOpen } from './promotion-window.js';
import type { PromotionRule } from './rules.types.js';

function open(changes: Partial<PromotionRule>, ...times: string[]): boolean[] {
  const promotion = aPromotion('p', 'price', '1', changes);
  return times.map((time) => whyNotOpen(promotion, time) === undefined);
}

describe('the window of a promotion', () => {
  // The old system refused an end that was not after the start.
  it('is inclusive at both ends, and may be one day or one second long', () => {
    const window = { starts_at: '2026-11-20T00:00:00', ends_at: '2026-11-20T23:59:59' };
    expect(
      open(
        window,
        '2026-11-19T23:59:59',
        '2026-11-20T00:00:00',
        '2026-11-20T23:59:59',
        '2026-11-21T00:00:00',
      ),
    ).toEqual([false, true, true, false]);
    expect(
      open({ starts_at: '2026-11-20T12:00:00', ends_at: '2026-11-20T12:00:00' }, '2026-11-20T12:00:00'),
    ).toEqual([true]);
  });

  it('runs on certain days of the week', () => {
    // 2026-11-20 is a Friday.
    expect(open({ days_of_week: [5] }, '2026-11-19T12:00:00', '2026-11-20T12:00:00')).toEqual([false, true]);
    expect(open({ days_of_week: [7] }, '2026-11-22T12:00:00', '2026-11-23T12:00:00')).toEqual([true, false]);
    expect(whyNotOpen(aPromotion('p', 'price', '1', { days_of_week: [1] }), '2026-11-20T12:00:00')).toBe(
      'does not run on Friday',
    );
  });

  it('runs at certain hours', () => {
    expect(
      open(
        { time_from: '16:00:00', time_to: '18:00:00' },
        '2026-11-20T15:59:59',
        '2026-11-20T16:00:00',
        '2026-11-20T18:00:00',
        '2026-11-20T18:00:01',
      ),
    ).toEqual([false, true, true, false]);
    expect(open({ time_from: '16:00:00' }, '2026-11-20T15:00:00', '2026-11-20T23:59:59')).toEqual([
      false,
      true,
    ]);
    expect(open({ time_to: '16:00:00' }, '2026-11-20T00:00:00', '2026-11-20T16:00:01')).toEqual([
      true,
      false,
    ]);
  });

  it('over midnight belongs to the day on which it began', () => {
    const night = { time_from: '22:00:00', time_to: '02:00:00', days_of_week: [5] };
    expect(
      open(
        night,
        '2026-11-20T01:00:00', // Thursday's night
        '2026-11-20T21:59:59',
        '2026-11-20T22:00:00',
        '2026-11-21T01:59:59', // still Friday's night
        '2026-11-21T02:00:01',
        '2026-11-21T22:00:00',
      ),
    ).toEqual([false, false, true, true, false, false]);
  });

  it('follows the wall of the store when the clocks change', () => {
    const window = { time_from: '02:00:00', time_to: '02:59:59' };
    const inBerlin = (...instants: string[]): boolean[] =>
      open(window, ...instants.map((each) => wallTime(new Date(each), 'Europe/Berlin')));
    // In autumn two o'clock comes twice, in spring not at all.
    expect(inBerlin('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z')).toEqual([
      true,
      true,
      false,
    ]);
    expect(inBerlin('2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z')).toEqual([false, false]);
  });

  it('says when it opens', () => {
    const why = (changes: Partial<PromotionRule>): string | undefined =>
      whyNotOpen(aPromotion('p', 'price', '1', changes), '2026-11-20T12:00:00');
    expect(why({ starts_at: '2026-11-21T09:00:00' })).toBe('starts at 2026-11-21T09:00:00');
    expect(why({ ends_at: '2026-11-19T09:00:00' })).toBe('ended at 2026-11-19T09:00:00');
    expect(why({ time_from: '16:00:00', time_to: '18:00:00' })).toBe('runs from 16:00:00 to 18:00:00');
  });
});
