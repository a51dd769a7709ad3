/** Files of the field that are not right yet, an entry a line; one that has become right fails the test until its line is taken out. */
export const OPEN_GETS: string[] = [
  '24-extension-ignored/x.insp',
  '24-extension-ignored/x.mpo',
  '24-extension-ignored/x.pjpeg',
]
