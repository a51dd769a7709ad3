// `npm run similar:rebuild [-- --after=<id>] [--flat]`: makes bands, pairs and groups of pictures that look alike anew from their fingerprints; with
// `--flat` photos that were too flat to compare are described anew, too.
import { rebuildSimilar } from '../../lib/duplicates/rebuild'
import { walkLibrary } from './walk-library'

const flat = process.argv.includes('--flat')
await walkLibrary('done', (db, options) => rebuildSimilar(db, { ...options, flat }))
