// `npm run similar:rebuild [-- --after=<id>]`: makes bands, pairs and groups of pictures that look alike anew from their fingerprints.
import { rebuildSimilar } from '../../lib/duplicates/rebuild'
import { walkLibrary } from './walk-library'

await walkLibrary('done', rebuildSimilar)
