/** The seeded program, which customers join who are given points without being members. */
export const DEFAULT_PROGRAM_ID = '01900000-0000-7000-8000-000000000501';
