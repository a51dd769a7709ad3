// The second half of `npm run build`: the program of the decoder children as one file.
import { decoderBundle } from '../lib/imaging/decoder/decoder-bundle.mjs'
import { DECODER_CHILD } from '../lib/imaging/decoder/decoder-program.mjs'

await decoderBundle(DECODER_CHILD)
