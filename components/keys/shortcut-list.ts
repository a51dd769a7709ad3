export interface ShortcutGroup {
  title: string
  /** Each way to press it as a list of keys, one after the other. */
  rows: { keys: string[][]; label: string }[]
}

const one = (key: string, label: string) => ({ keys: [[key]], label })

const DUPLICATES: ShortcutGroup = {
  title: 'Duplicates',
  rows: [
    { keys: [['J'], ['↓']], label: 'Next group' },
    { keys: [['K'], ['↑']], label: 'Previous group' },
    {
      keys: [['1'], ['…'], ['9'], ['←'], ['→']],
      label: 'Choose what to keep: the first nine by number, any by arrows; with Shift, an arrow keeps one more',
    },
    one('Enter', 'Keep this, the others to the trash'),
    one('N', 'Keep all: not duplicates'),
    one('Z', 'Undo the last decision, for ten minutes'),
    one('C', 'Compare two'),
    one('B', 'Blink: one and then the other'),
    { keys: [['+'], ['−']], label: 'Enlarge what is compared' },
  ],
}

const TIMELINE: ShortcutGroup = {
  title: 'The timeline, once it has the focus',
  rows: [
    { keys: [['↑'], ['↓']], label: 'A month' },
    { keys: [['Page ↑'], ['Page ↓']], label: 'A year' },
    { keys: [['Home'], ['End']], label: 'First and last month' },
  ],
}

/**
 * Every shortcut there is, by where it works.
 * @param screens the screens that `g` leads to, with their second key
 */
export function shortcutList(screens: readonly { key: string; label: string }[]): ShortcutGroup[] {
  return [
    {
      title: 'Everywhere',
      rows: [
        one('/', 'Search'),
        one('Mod K', 'Go to anything'),
        one('?', 'This list'),
        ...screens.map(({ key, label }) => ({ keys: [['G', key.toUpperCase()]], label })),
      ],
    },
    {
      title: 'Among the photos',
      rows: [
        { keys: [['←'], ['→'], ['↑'], ['↓']], label: 'Move' },
        one('Enter', 'Open the photo'),
        one('X', 'Select it'),
        { keys: [['Shift →'], ['Shift click']], label: 'Select up to there' },
        one('Mod A', 'Select all'),
        one('Esc', 'Clear the selection'),
      ],
    },
    {
      title: 'One photo or a selection',
      rows: [
        one('F', 'Favourite'),
        one('H', 'A heart, where a share link has them'),
        { keys: [['1'], ['…'], ['5']], label: 'Rate; 0 takes the stars away' },
        one('−', 'Reject'),
        one('E', 'Into the archive, or out of it'),
        { keys: [['R'], [']']], label: 'Turn right' },
        { keys: [['Shift R'], ['[']], label: 'Turn left' },
        one('L', 'Add to an album'),
        one('T', 'Tags'),
        one('D', 'Download'),
        one('Del', 'Move to the trash'),
        one('Mod Z', 'Undo the last deletion or change'),
      ],
    },
    {
      title: 'An open photo',
      rows: [
        { keys: [['←'], ['→']], label: 'Previous and next' },
        one('I', 'Information'),
        one('Z', 'Zoom'),
        one('S', 'Similar photos'),
        one('P', 'Slideshow, and its end'),
        one('Esc', 'The end of the slideshow; back to the photos'),
      ],
    },
    DUPLICATES,
    TIMELINE,
  ]
}
