import { randomBytes, randomUUID } from 'node:crypto'
import type { ActorName, MatrixCase } from './cells'
import { EVENTS_SECRET, type Instance } from './instance'
import type { People, Person } from './people'
import { jpeg, stripes, type World } from './world'

export interface Reply {
  status: number
  headers: Headers
  body: string
  /** Headers and body with all that differs from request to request replaced: ids asked for, nonces, request ids, dates. */
  normal: string
}

interface Sending {
  instance: Instance
  entry: MatrixCase
  names: Record<string, string>
  people: People
  actor: ActorName
  headers?: Record<string, string>
  /** Instead of the case's own. */
  method?: string
}

const PLACEHOLDER = /\{(\w+)\}/g

/** The case's request with its placeholders filled in. */
export function filled(entry: MatrixCase, names: Record<string, string>): { path: string; body: string | undefined } {
  const fill = (text: string) =>
    text.replace(PLACEHOLDER, (_, name: string) => {
      const value = names[name]
      if (value === undefined) throw new Error(`the world has no {${name}} (${entry.route}: ${entry.about})`)
      return value
    })
  return { path: fill(entry.send), body: entry.body && fill(JSON.stringify(entry.body)) }
}

/** The same names with ids that never existed. */
export function strangeNames(world: World): Record<string, string> {
  return Object.fromEntries(Object.entries(world.names).map(([name, value]) => [name, strangeOf(value)]))
}

function strangeOf(value: string): string {
  return /^[0-9a-f]{8}-/.test(value) ? randomUUID() : value
}

/** Sends a case as one of the actors. */
export async function send(sending: Sending): Promise<Reply> {
  const { instance, entry, names, people, actor, headers = {} } = sending
  const { method = entry.route.split(' ')[0] ?? 'GET' } = sending
  const { path, body } = filled(entry, { ...names, unused: `n-${randomBytes(6).toString('hex')}` })
  const sent: Record<string, string> = { ...headers }
  const { cookie, token } = credentialsOf(actor, people, names)
  if (cookie) sent.cookie = cookie
  if (entry.secret) sent.authorization ??= `Bearer ${entry.secret === 'right' ? EVENTS_SECRET : 'another-secret'}`
  if (token) sent.authorization ??= `Bearer ${token}`
  if (method !== 'GET' && method !== 'HEAD' && !token) sent.origin = instance.url
  let payload: BodyInit | undefined = body
  if (body !== undefined && entry.bytes !== 'form') sent['content-type'] = 'application/json'
  if (entry.bytes === 'jpeg') {
    payload = new Uint8Array(await jpeg())
    sent['content-type'] = 'image/jpeg'
  }
  if (entry.bytes === 'form') {
    const form = new FormData()
    form.set('visibility', 'private')
    const fields: Record<string, string> = JSON.parse(body ?? '{}')
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', new File([new Uint8Array(await jpeg())], 'new.jpg', { type: 'image/jpeg' }))
    payload = form
  }
  if (entry.bytes === 'picture') {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(await stripes())], 'stripes.jpg', { type: 'image/jpeg' }))
    payload = form
  }
  if (entry.bytes === 'csrf-form') payload = await csrfForm(instance, sent, JSON.parse(body ?? '{}'))
  Object.assign(sent, entry.headers)
  const response = await fetch(instance.url + path, {
    method,
    headers: sent,
    body: payload ?? null,
    redirect: 'manual',
  })
  return readReply(response, names)
}

function credentialsOf(actor: ActorName, people: People, names: Record<string, string>): Partial<Person> {
  if (actor === 'visitor' || actor === 'passer') return { cookie: names[`${actor}Cookie`] ?? '' }
  return actor === 'anonymous' ? {} : people[actor]
}

async function csrfForm(instance: Instance, sent: Record<string, string>, fields: Record<string, string>) {
  const reply = await fetch(`${instance.url}/api/auth/csrf`, { headers: { cookie: sent.cookie ?? '' } })
  const { csrfToken } = (await reply.json()) as { csrfToken: string }
  const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  sent.cookie = [sent.cookie, ...cookies].filter(Boolean).join('; ')
  sent['content-type'] = 'application/x-www-form-urlencoded'
  return new URLSearchParams({ ...fields, csrfToken, json: 'true' })
}

async function readReply(response: Response, names: Record<string, string>): Promise<Reply> {
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (streams) await response.body?.cancel()
  const body = streams ? '' : await response.text()
  const kept = [...response.headers].filter(([name]) => !/^(date|x-request-id|keep-alive|connection)$/.test(name))
  const normal = `${response.status}\n${kept.map((pair) => pair.join(': ')).join('\n')}\n\n${body}`
  return { status: response.status, headers: response.headers, body, normal: normalised(normal, names) }
}

/**
 * What a page's stream says, whatever the order and the numbers of its rows and however they are cut into scripts: all of these differ from
 * one rendering to the next.
 */
function unordered(page: string): string {
  return page
    .replace(/"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/g, '')
    .replace(/\$[@L]?[0-9a-f]+/g, '$#')
    .split('\\n')
    .map((row) => row.replace(/^[0-9a-f]+:/, '#:'))
    .sort()
    .join('\n')
}

function normalised(text: string, names: Record<string, string>): string {
  let plain = text
    .replace(/"requestId":"[^"]*"/g, '"requestId":"-"')
    .replace(/'?nonce[-=\\":]+[A-Za-z0-9+/=]{16,}/g, 'nonce')
  if (plain.includes('self.__next_f')) plain = unordered(plain)
  for (const id of Object.values(names).filter((one) => one !== '')) plain = plain.replaceAll(id, 'ID')
  return plain
}
