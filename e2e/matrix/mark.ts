/** What only the owner may ever receive carries this mark. */
export const MARK = 'MARK-'
