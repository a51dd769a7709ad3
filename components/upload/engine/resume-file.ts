import type { DetailedError, Upload as TusUpload } from 'tus-js-client'
import { putRefusal } from './put-refusal'
import { ANSWER_MS, STALL_MS, stallTimer } from './stall-timer'
import { TransportFailure } from './transport'

/** Files from this size on are sent in pieces: smaller ones are sent again as fast as the server is asked how far they are. */
export const RESUMABLE_BYTES = 16 * 1024 * 1024
/** So much is sent twice at most; proxies that limit bodies take it. */
const PIECE_BYTES = 8 * 1024 * 1024

/**
 * Sends what the server has not got yet of a file (tus 1.0.0), in pieces.
 * @param address the ticket's `resumable`
 * @throws TransportFailure, AbortError
 */
export async function resumeFile(
  address: string,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { Upload } = await import('tus-js-client')
  await new Promise<void>((resolve, reject) => {
    const stop = (error: Error) => {
      settle()
      void upload.abort()
      reject(error)
    }
    const stall = stallTimer(() => stop(new TransportFailure(0, 'The connection stalled.')))
    const onAbort = () => stop(new DOMException('Cancelled', 'AbortError'))
    const settle = () => {
      stall.stop()
      signal.removeEventListener('abort', onAbort)
    }
    const upload: TusUpload = new Upload(file, {
      uploadUrl: new URL(address, window.location.href).href,
      uploadSize: file.size,
      chunkSize: PIECE_BYTES,
      // Waiting and trying again is the engine's.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress(sent) {
        stall.expect(sent < file.size ? STALL_MS : ANSWER_MS)
        onSent(Math.min(sent, file.size))
      },
      onSuccess() {
        settle()
        resolve()
      },
      onError(error) {
        settle()
        reject(failureOf(error))
      },
    })
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    stall.expect(STALL_MS)
    upload.start()
  })
}

function failureOf(error: Error | DetailedError): TransportFailure {
  const answer = 'originalResponse' in error ? error.originalResponse : null
  const status = answer?.getStatus() ?? 0
  if (!answer || status === 0) return new TransportFailure(0, 'The connection broke.')
  // The pieces end elsewhere than this browser thinks: it asks again.
  if (status === 409) return new TransportFailure(0, 'The connection broke.')
  return putRefusal({ status, text: answer.getBody(), retryAfter: answer.getHeader('retry-after') ?? null }, true)
}
