import * as z from 'zod'

/** Keys of one bucket about which something was told. */
export interface BucketChange {
  bucket: string
  /** As the bucket has them. Where a sender is known to write them either way, both readings: the bucket knows which one is true. */
  keys: string[]
}

export type StoreEvent =
  | { kind: 'changes'; changes: BucketChange[] }
  /** AWS SNS asks whether it may send here. */
  | { kind: 'confirm'; topicArn: string; token: string }

const text = z.string().max(4096)

/** AWS S3 (event message structure 2.x), and whoever speaks its language: MinIO, Ceph, Wasabi. */
const Records = z.object({
  Records: z.array(
    z.object({
      eventSource: text.optional(),
      eventName: text,
      s3: z.object({ bucket: z.object({ name: text }), object: z.object({ key: text }) }),
    }),
  ),
})

/** Amazon EventBridge, "S3 event message structure": keys are not encoded. */
const Bridge = z.object({
  'detail-type': text,
  source: z.literal('aws.s3'),
  detail: z.object({ bucket: z.object({ name: text }), object: z.object({ key: text }) }),
})

const Sns = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  TopicArn: text,
  Message: z.string().max(1024 * 1024),
  Token: text.optional(),
})

/** Cloudflare R2: what a queue's consumer is given. */
const R2 = z.object({ action: text, bucket: text, object: z.object({ key: text }) })

/** Backblaze B2: event notification rules. */
const B2 = z.object({
  events: z.array(z.object({ eventType: text, bucketName: text, objectName: text.optional() })),
})

/** Of all that servers tell of, what changes the content of a bucket. Reading (MinIO's ObjectAccessed) is what Albumen itself does. */
const CHANGE =
  /object(created|removed|restore|synced|deleted|hidden)|lifecycle|object (created|deleted|restore completed)|^(put|copy|delete)object|completemultipartupload/i

/**
 * Understands what an S3 server tells: AWS S3 (straight, through SNS, through EventBridge), MinIO, Ceph, Wasabi, Cloudflare R2, Backblaze B2.
 * Believes nothing of it: what comes out are keys worth a look. Pure.
 * @param body the parsed JSON
 * @returns null for what none of them sends; no changes for what they send and is of no matter (a test, an access)
 */
export function parseEvent(body: unknown): StoreEvent | null {
  if (Array.isArray(body)) return joined(body)
  const sns = Sns.safeParse(body)
  if (sns.success) return fromSns(sns.data)
  const records = Records.safeParse(body)
  if (records.success) return changes(records.data.Records.filter(isChange).map(fromRecord))
  const bridge = Bridge.safeParse(body)
  if (bridge.success) return fromBridge(bridge.data)
  const r2 = R2.safeParse(body)
  if (r2.success) {
    const { action, bucket, object } = r2.data
    return changes(CHANGE.test(action) ? [{ bucket, keys: [object.key] }] : [])
  }
  const b2 = B2.safeParse(body)
  if (b2.success) return changes(b2.data.events.flatMap(fromB2))
  return isTest(body) ? changes([]) : null
}

type Record = z.infer<typeof Records>['Records'][number]

function isChange({ eventName }: Record): boolean {
  return CHANGE.test(eventName)
}

/** Keys are URL-encoded with + for a space; Ceph does that in some versions and not in others. */
function fromRecord({ eventSource, s3 }: Record): BucketChange {
  const raw = s3.object.key
  const decoded = decodeKey(raw)
  const both = eventSource !== 'aws:s3' && eventSource !== 'minio:s3'
  return { bucket: s3.bucket.name, keys: both && decoded !== raw ? [decoded, raw] : [decoded] }
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    // Not encoded after all: a % that stands for itself.
    return key
  }
}

function fromBridge(event: z.infer<typeof Bridge>): StoreEvent {
  const { bucket, object } = event.detail
  return changes(CHANGE.test(event['detail-type']) ? [{ bucket: bucket.name, keys: [object.key] }] : [])
}

function fromSns({ Type, TopicArn, Message, Token }: z.infer<typeof Sns>): StoreEvent | null {
  if (Type === 'SubscriptionConfirmation') return Token ? { kind: 'confirm', topicArn: TopicArn, token: Token } : null
  if (Type === 'UnsubscribeConfirmation') return changes([])
  const inside = parseJson(Message)
  // A topic carries what it is given, one level deep; a notification within a notification is nobody's.
  return Sns.safeParse(inside).success ? null : parseEvent(inside)
}

function fromB2({ eventType, bucketName, objectName }: z.infer<typeof B2>['events'][number]): BucketChange[] {
  return CHANGE.test(eventType) && objectName ? [{ bucket: bucketName, keys: [objectName] }] : []
}

/** What AWS and B2 send when notifications are set up. */
function isTest(body: unknown): boolean {
  return z.object({ Event: z.literal('s3:TestEvent') }).safeParse(body).success
}

function joined(list: unknown[]): StoreEvent | null {
  const events = list.map((one) => (Array.isArray(one) ? null : parseEvent(one)))
  const known = events.filter((event) => event?.kind === 'changes')
  return known.length === list.length ? changes(known.flatMap((event) => event.changes)) : null
}

function changes(list: BucketChange[]): StoreEvent {
  return { kind: 'changes', changes: list }
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}
