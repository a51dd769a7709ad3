import { AppError } from '../../errors/app-error'

const ARN = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d):(\d{12}):[A-Za-z0-9_.-]{1,256}$/
const TOKEN = /^[A-Za-z0-9]{16,512}$/
const CALL_MS = 10_000

/**
 * Tells AWS SNS that it may send here. The address that came along is not used: it is made anew from the topic's name, so that only Amazon's own
 * SNS of that region is ever called, and redirects are not followed.
 * @throws AppError unprocessable when the topic is not one of AWS; unavailable when SNS does not answer
 */
export async function confirmSubscription(
  { topicArn, token }: { topicArn: string; token: string },
  send: (url: URL, options: RequestInit) => Promise<{ ok: boolean }> = fetch,
): Promise<void> {
  const [, partition, region] = ARN.exec(topicArn) ?? []
  if (!partition || !region || !TOKEN.test(token)) {
    throw new AppError('unprocessable', 'This subscription does not name a topic of Amazon SNS.')
  }
  const url = new URL(`https://sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/`)
  url.searchParams.set('Action', 'ConfirmSubscription')
  url.searchParams.set('TopicArn', topicArn)
  url.searchParams.set('Token', token)
  const answer = await send(url, { redirect: 'error', signal: AbortSignal.timeout(CALL_MS) }).catch(
    (cause: unknown) => {
      throw new AppError('unavailable', 'Amazon SNS does not answer. Have it send the confirmation again.', { cause })
    },
  )
  if (answer.ok) return
  throw new AppError('unavailable', 'Amazon SNS did not take the confirmation. Have it send one again.')
}
