import type { HashAnswer, HashOrder } from './hash-worker'
import { type FileFacts, type Hasher, UnreadableFile } from './transport'

interface Waiting {
  resolve: (print: FileFacts) => void
  reject: (error: Error) => void
}

/** Threads that hash: one core is left to the page, and more than two would only make the disk seek. */
export function openHashPool(size = Math.max(1, Math.min(2, (navigator.hardwareConcurrency || 2) - 1))): Hasher {
  const lanes = Array.from({ length: size }, openLane)
  return {
    hash(file) {
      const lane = lanes.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a))
      return lane.hash(file)
    },
  }
}

function openLane() {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let last = 0
  const failAll = () => {
    worker?.terminate()
    worker = null
    for (const { reject } of waiting.values()) reject(new Error('The thread that reads files ended unexpectedly.'))
    waiting.clear()
  }
  const start = () => {
    const started = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      const waiter = waiting.get(data.id)
      waiting.delete(data.id)
      if ('print' in data) waiter?.resolve(data.print)
      else waiter?.reject(new UnreadableFile())
    }
    started.onerror = failAll
    return started
  }
  return {
    waiting,
    hash(file: File): Promise<FileFacts> {
      worker ??= start()
      last += 1
      const order: HashOrder = { id: last, file }
      const promise = new Promise<FileFacts>((resolve, reject) => waiting.set(order.id, { resolve, reject }))
      worker.postMessage(order)
      return promise
    },
  }
}
