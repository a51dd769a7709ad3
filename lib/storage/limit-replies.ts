import { pipeline, Readable, Transform } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'

/** A page of 1,000 objects with the longest keys, every letter of them encoded, is below this. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * Ends replies that are longer than any S3 server's: the SDK holds them in memory whole, and who runs the server of a source is not known. The
 * bodies of objects are passed on as they come and have their own measure.
 */
export function limitReplies(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args)
        const response = result.response as { statusCode?: number; body?: unknown }
        const streamed = commandName === 'GetObjectCommand' && (response.statusCode ?? 0) < 300
        if (!streamed && response.body instanceof Readable) response.body = limited(response.body)
        return result
      },
    { step: 'deserialize', priority: 'low', name: 'limitReplies' },
  )
}

function limited(source: Readable): Readable {
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.byteLength
      if (bytes > MOST_BYTES) done(new Error('the reply of the S3 server does not end'))
      else done(null, chunk)
    },
  })
  // Whatever breaks off ends the other too; the SDK hears of it through `measure`.
  pipeline(source, measure, () => undefined)
  return measure
}
