import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { decoderBundle } from './decoder-bundle.mjs'
import { DECODER_CHILD } from './decoder-program.mjs'

// What a decoder child runs first.
const program = process.argv[2] ?? DECODER_CHILD

// Where it was not built and nothing can be written, the sources are run as they are.
const file = await decoderBundle(program).catch(async () => {
  await import('tsx')
  return join(process.cwd(), program)
})
await import(pathToFileURL(file).href)
