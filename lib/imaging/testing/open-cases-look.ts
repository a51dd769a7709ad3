/** Files of the field that are not right yet, an entry a line; one that has become right fails the test until its line is taken out. */
export const OPEN_LOOK: string[] = []
