/** The store and register that a new system starts with. */
export const DEFAULT_LOCATION_ID = '01900000-0000-7000-8000-000000000101';
export const DEFAULT_REGISTER_ID = '01900000-0000-7000-8000-000000000111';
