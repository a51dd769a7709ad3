// Draws the sample set anew: `npm run samples`. Its pictures are kept in the repository, so that their contents stay the same and are known again.
import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { drawSample } from '@/lib/imaging/sample/draw-sample'
import { SAMPLE_LIST } from '@/lib/imaging/sample/sample-list'
import { SAMPLE_CONTENTS, SAMPLE_FOLDER } from '@/lib/samples/sample-contents'

const folder = path.join(process.cwd(), SAMPLE_FOLDER)
await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) await rm(path.join(folder, name))
const contents: string[] = []
let bytes = 0
for (const words of SAMPLE_LIST) {
  const data = await drawSample(words)
  bytes += data.length
  contents.push(createHash('sha256').update(data).digest('hex'))
  await writeFile(path.join(folder, `${words.scene}.jpg`), data)
}
const fresh = contents.filter((sha256) => !SAMPLE_CONTENTS.includes(sha256))
console.log(`${contents.length} pictures, ${bytes} bytes. Add to SAMPLE_CONTENTS, and take nothing away:`)
console.log(fresh.map((sha256) => `  '${sha256}',`).join('\n'))
