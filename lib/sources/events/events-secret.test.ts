import { describe, expect, it, vi } from 'vitest'
import { confirmSubscription } from './confirm-subscription'
import { assertEventsSecret } from './events-secret'

const SECRET = 'a secret of the events'.replaceAll(' ', '-')
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`
const taken = (authorization: string | null, secret: string | undefined = SECRET) => {
  const headers = new Headers(authorization === null ? {} : { authorization })
  try {
    assertEventsSecret(new Request('http://x/', { method: 'POST', headers }), secret)
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'unauthenticated' })
    return false
  }
}

describe('the secret of events', () => {
  it.each([`Bearer ${SECRET}`, `bearer ${SECRET}`, SECRET, basic(`albumen:${SECRET}`), basic(`:${SECRET}`)])(
    'is taken from %s',
    (header) => expect(taken(header)).toBe(true),
  )

  it.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${SECRET}x`,
    `Bearer ${SECRET.slice(1)}`,
    `Bearer ${SECRET.toUpperCase()}`,
    'Basic',
    basic(SECRET.slice(2)),
    basic(`${SECRET}:`),
    basic(`albumen:x${SECRET}`),
    'Basic %%%',
    `Digest ${SECRET}`,
    'undefined',
  ])('not from %s', (header) => expect(taken(header)).toBe(false))

  it('nothing is taken where none is set', () => {
    const unset = (header: string | null) => {
      const headers = new Headers(header === null ? {} : { authorization: header })
      return () => assertEventsSecret(new Request('http://x/', { headers }), undefined)
    }
    for (const header of [null, 'Bearer undefined', 'Bearer ', 'undefined'])
      expect(unset(header)).toThrow('EVENTS_SECRET')
  })
})

describe('a subscription of SNS', () => {
  const token = 'a1'.repeat(40)
  const confirm = async (topicArn: string, given = token) => {
    const send = vi.fn(async (_url: URL, _options: RequestInit) => ({ ok: true }))
    await confirmSubscription({ topicArn, token: given }, send)
    return send.mock.calls[0]
  }

  it('is confirmed at the SNS of its region, and nowhere else', async () => {
    const [url, options] = (await confirm('arn:aws:sns:eu-central-1:123456789012:Photos')) ?? []
    expect(url?.href).toBe(
      `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn%3Aaws%3Asns%3Aeu-central-1%3A123456789012%3APhotos&Token=${token}`,
    )
    expect(options).toMatchObject({ redirect: 'error' })
    const [china] = (await confirm('arn:aws-cn:sns:cn-north-1:123456789012:Photos')) ?? []
    expect(china?.host).toBe('sns.cn-north-1.amazonaws.com.cn')
  })

  it.each([
    ['a host for a region', 'arn:aws:sns:evil.example.org/:123456789012:x', token],
    ['another service', 'arn:aws:sqs:eu-central-1:123456789012:x', token],
    ['a line break', 'arn:aws:sns:eu-central-1:123456789012:x\n', token],
    ['an address', 'http://169.254.169.254/', token],
    ['a strange token', 'arn:aws:sns:eu-central-1:123456789012:x', '../../&Action=DeleteTopic'],
  ])('%s is refused without a call', async (_about, arn, given) => {
    const send = vi.fn()
    await expect(confirmSubscription({ topicArn: arn, token: given }, send)).rejects.toMatchObject({
      code: 'unprocessable',
    })
    expect(send).not.toHaveBeenCalled()
  })

  it('SNS that is away or refuses is told as such', async () => {
    const arn = 'arn:aws:sns:eu-central-1:123456789012:x'
    const away = () => Promise.reject(new TypeError('fetch failed'))
    await expect(confirmSubscription({ topicArn: arn, token }, away)).rejects.toMatchObject({ code: 'unavailable' })
    const refused = async () => ({ ok: false })
    await expect(confirmSubscription({ topicArn: arn, token }, refused)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
