/** The column of a category in tables of cells: `reason` is what they call why a value is withheld. */
export const categoryColumn = (id: string): string => (id === 'reason' ? 'motive' : id);
