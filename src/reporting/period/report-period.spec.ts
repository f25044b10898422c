import { ValidationFailed } from '../../common/errors/domain-error.js';
import { lengthInDays, reportPeriod, type PeriodWish } from './report-period.js';

const TODAY = '2026-11-20';

function refusal(wish: PeriodWish): string[] {
  try {
    reportPeriod(wish, TODAY);
  } catch (error) {
    if (error instanceof ValidationFailed) return error.errors.map(({ field, code }) => `${field} ${code}`);
    throw error;
  }
  return [];
}

describe('reportPeriod', () => {
  it('takes the last 30 days, today among them, when nothing is named', () => {
    const period = reportPeriod({}, TODAY);
    expect(period).toEqual({ start_date: '2026-10-22', end_date: TODAY });
    expect(lengthInDays(period)).toBe(30);
  });

  it('takes one day for days=1, and crosses the leap day', () => {
    expect(reportPeriod({ days: 1 }, TODAY)).toEqual({ start_date: TODAY, end_date: TODAY });
    expect(reportPeriod({ days: 2 }, '2024-03-01').start_date).toBe('2024-02-29');
  });

  it('ends today when only a start is named', () => {
    expect(reportPeriod({ start_date: '2026-11-01' }, TODAY)).toEqual({
      start_date: '2026-11-01',
      end_date: TODAY,
    });
  });

  it('refuses contradictions, reversed periods and more than ten years', () => {
    expect(refusal({ days: 7, start_date: '2026-11-01' })).toEqual(['days DAYS_WITH_DATES']);
    expect(refusal({ end_date: '2026-11-01' })).toEqual(['start_date START_DATE_REQUIRED']);
    expect(refusal({ start_date: '2026-11-02', end_date: '2026-11-01' })).toEqual([
      'end_date PERIOD_REVERSED',
    ]);
    expect(refusal({ start_date: '2026-11-21' })).toEqual(['end_date PERIOD_REVERSED']);
    expect(refusal({ start_date: '2016-11-20', end_date: TODAY })).toEqual(['start_date PERIOD_TOO_LONG']);
    expect(refusal({ start_date: '2016-11-21', end_date: TODAY })).toEqual([]);
  });
});
