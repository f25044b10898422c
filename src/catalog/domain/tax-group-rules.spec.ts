import { Decimal } from '../../common/money/decimal.js';
import { componentProblems, generalRate, type PlannedComponent } from './tax-group-rules.js';

function component(code: string, rate: number, more: Partial<PlannedComponent> = {}): PlannedComponent {
  return { code, rate: new Decimal(rate), is_compound: false, location_id: null, ...more };
}

describe('the taxes of a group', () => {
  const federal = component('GST', 5);
  const provincial = component('PST', 7);

  it("come to the group's rate, those of single places left out", () => {
    const local = component('CITY', 3, { location_id: 'york' });
    expect(generalRate([federal, local, provincial])?.toString()).toBe('12');
    expect(generalRate([local])).toBeUndefined();
    expect(generalRate([])).toBeUndefined();
  });

  it('are each there once for a place', () => {
    const codes = (list: PlannedComponent[]) =>
      componentProblems(list).map(({ field, code }) => `${field} ${code}`);
    expect(codes([federal, component('gst', 6)])).toEqual(['components.1.code REPEATED_TAX']);
    expect(codes([federal, component('GST', 6, { location_id: 'york' })])).toEqual([]);
  });

  it('never take more than everything, in any place', () => {
    const codes = (list: PlannedComponent[]) => componentProblems(list).map(({ code }) => code);
    expect(codes([component('A', 50), component('B', 50)])).toEqual([]);
    expect(codes([component('A', 50), component('B', 50, { is_compound: true })])).toEqual(['RATE_TOO_HIGH']);
    const local = { location_id: 'york' };
    expect(codes([component('A', 60), component('B', 60, local), component('C', 60, local)])).toEqual([
      'RATE_TOO_HIGH',
    ]);
  });

  it('say the rate themselves', () => {
    const codes = (rate: number) =>
      componentProblems([federal, provincial], new Decimal(rate)).map(
        ({ field, code }) => `${field} ${code}`,
      );
    expect(codes(12)).toEqual([]);
    expect(codes(13)).toEqual(['rate RATE_IS_COMPUTED']);
  });
});
