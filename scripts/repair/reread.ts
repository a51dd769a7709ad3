// `npm run reread [-- --after=<id>]`: has the running worker read all files of the library again, for what a newer version finds in them.
import { setTimeout as sleep } from 'node:timers/promises'
import { rereadPhotos } from '../../lib/edits/reread-photos'
import { walkLibrary } from './walk-library'

await walkLibrary('read', (db, options) => {
  process.stdout.write('The worker must run: it does the reading.\n')
  return rereadPhotos(db, { ...options, wait: async () => void (await sleep(500)) })
})
