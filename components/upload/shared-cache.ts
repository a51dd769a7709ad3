/** Where the share worker keeps files that a phone's share sheet has sent, until their owner has said what becomes of them. */
export const SHARED_CACHE = 'albumen-shared'
/** Headers of what is kept there: the file's name, percent-encoded, and its own time in milliseconds. */
export const SHARED_NAME = 'x-file-name'
export const SHARED_TIME = 'x-file-time'
/** Where the share sheet sends to: the worker's scope, so that it stands between no page and the server. */
export const SHARE_PATH = '/share'
/** The field of the form that holds the files. */
export const SHARE_FIELD = 'photos'
