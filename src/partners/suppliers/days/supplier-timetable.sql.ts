import type { ListPlan } from '../../../common/http/list/list-rows.js';

/** $1 location or null for the default one, $2 instant. */
export const LOCAL_CLOCK = `
  SELECT time_zone, local_time::text AS local_time, day_of_week(local_time::date) AS day
  FROM location_clocks, LATERAL (SELECT $2::timestamptz AT TIME ZONE time_zone AS local_time) AS local
  WHERE location_id = coalesce($1::uuid, (SELECT location_id FROM location_clocks WHERE is_default))`;

// $1 day of the week, $2 local time, $3 its zone: all in FROM, because counting keeps only that and WHERE.
const TODAY = `
  suppliers s JOIN supplier_days d ON d.supplier_id = s.id AND d.day = $1::text
  CROSS JOIN (SELECT $2::timestamp AS local_time, $3::text AS zone) AS clock`;

const CAN_DELIVER = ['s.is_active', 'NOT s.delivery_blocked'];

const LATEST = `'24:00'`;
const NAMES = { name: { sql: 's.name', type: 'text' }, code: { sql: 's.code', type: 'text' } } as const;

const DEADLINE = `to_char(d.order_deadline_time, 'HH24:MI')`;

/** The deadline is part of the time to order. */
export const STILL_OPEN = `coalesce(clock.local_time::time <= d.order_deadline_time, true)`;

export const ORDERABLE: Omit<ListPlan, 'params'> = {
  select: `
    s.id AS supplier_id, s.code, s.name, s.contact_person, s.email, s.phone,
    ${DEADLINE} AS order_deadline_time,
    (clock.local_time::date + d.order_deadline_time) AT TIME ZONE clock.zone AS deadline_at,
    ${STILL_OPEN} AS can_order, clock.local_time`,
  page: {
    select: `next_supplier_delivery(page.supplier_id, page.local_time)::text AS next_delivery_on`,
    joins: '',
  },
  from: TODAY,
  where: ['d.expects_order', ...CAN_DELIVER],
  sortable: { deadline: { sql: `coalesce(${DEADLINE}, ${LATEST})`, type: 'text' }, ...NAMES },
  default_sort: 'deadline,name',
  id: 's.id',
};

const BEGINNING = `to_char(d.delivery_time_from, 'HH24:MI')`;

export const DELIVERING: Omit<ListPlan, 'params'> = {
  select: `
    s.id AS supplier_id, s.code, s.name, s.phone, ${BEGINNING} AS delivery_time_from,
    to_char(d.delivery_time_to, 'HH24:MI') AS delivery_time_to`,
  from: TODAY,
  where: ['d.makes_delivery', ...CAN_DELIVER],
  sortable: { time: { sql: `coalesce(${BEGINNING}, ${LATEST})`, type: 'text' }, ...NAMES },
  default_sort: 'time,name',
  id: 's.id',
};

/** $1 supplier, $2 local time, $3 its zone. */
export const NEXT_DELIVERY = `
  SELECT s.id AS supplier_id, next.day::text AS next_delivery_on, $3::text AS time_zone,
         to_char(d.delivery_time_from, 'HH24:MI') AS delivery_time_from,
         to_char(d.delivery_time_to, 'HH24:MI') AS delivery_time_to
  FROM suppliers s
  CROSS JOIN LATERAL (
    SELECT CASE WHEN ${CAN_DELIVER.join(' AND ')} THEN next_supplier_delivery(s.id, $2::timestamp) END AS day
  ) AS next
  LEFT JOIN supplier_days d ON d.supplier_id = s.id AND d.day = day_of_week(next.day)
  WHERE s.id = $1::uuid`;
