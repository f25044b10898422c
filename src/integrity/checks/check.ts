/**
 * One thing that must hold. `sql` answers a row for each drift, `subject` naming what is wrong by its ids, with what
 * the truth says and what is stored; it must answer nothing on a sound database.
 */
export interface Check {
  name: string;
  promise: string;
  sql: string;
}
