import { hashFile } from './hash-file'
import type { FileFacts } from './transport'

export interface HashOrder {
  id: number
  file: File
}

export type HashAnswer = { id: number } & ({ print: FileFacts } | { unreadable: true })

const scope = self as unknown as DedicatedWorkerGlobalScope

scope.onmessage = async ({ data }: MessageEvent<HashOrder>) => {
  const answer: HashAnswer = await hashFile(data.file).then(
    (print) => ({ id: data.id, print }),
    () => ({ id: data.id, unreadable: true }),
  )
  scope.postMessage(answer)
}
