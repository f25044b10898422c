/** The location where goods are that left one place and have not come to the other; checks import no context. */
export const TRANSIT = '01900000-0000-7000-8000-000000000102';
