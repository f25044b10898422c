import { performanceOf } from './supplier-performance.js';

it('measures time, quality and accuracy, and takes their mean', () => {
  const counts = {
    deliveries: 3,
    dated_deliveries: 4,
    on_time_deliveries: 3,
    received_quantity: '110.000',
    accepted_quantity: '100.000',
    order_lines: 3,
    accurate_lines: 2,
  };
  // 75, 90.909… and 66.666…: 77.525… on the average.
  expect(performanceOf(counts)).toEqual({
    deliveries: 3,
    on_time_percent: 75,
    quality_percent: 90.91,
    accuracy_percent: 66.67,
    overall_percent: 77.53,
  });
});

it('says nothing of what did not happen', () => {
  const direct = {
    deliveries: 1,
    dated_deliveries: 0,
    on_time_deliveries: 0,
    received_quantity: '4',
    accepted_quantity: '3',
    order_lines: 0,
    accurate_lines: 0,
  };
  expect(performanceOf(direct)).toMatchObject({ on_time_percent: null, overall_percent: 75 });
  const idle = { ...direct, deliveries: 0, received_quantity: '0', accepted_quantity: '0' };
  expect(performanceOf(idle).overall_percent).toBeNull();
});
