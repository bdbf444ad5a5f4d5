/** Rows that one answer may have: fewer than a sheet of Excel holds. More are refused, never cut. */
export const mostRows = 1_000_000;
