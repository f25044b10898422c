/** The store and register that a new system starts with. */
export const DEFAULT_LOCATION_ID = '01900000-0000-7000-8000-000000000101';
export const DEFAULT_REGISTER_ID = '01900000-0000-7000-8000-000000000111';

/** Where goods are that left one place and have not come to the other. */
export const TRANSIT_LOCATION_ID = '01900000-0000-7000-8000-000000000102';
