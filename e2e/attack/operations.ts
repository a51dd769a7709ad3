import fc from 'fast-check'
import type { World } from '../matrix/world'
import { fitting, plain, type Schema, strange, strangeText } from './from-schema'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

interface Described {
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** The API's document, as far as it says what may be sent. */
export interface ApiDocument {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

export interface Operation extends Described {
  method: string
  path: string
}

/** One request to an operation, ready to be sent. */
export interface Attack {
  address: string
  type: string | null
  body: string | null
  /** Of a form: its fields; and the bytes of its file. */
  form: Record<string, string> | null
  bytes: Uint8Array
}

const ORDER = ['get', 'put', 'patch', 'post', 'delete']

/** Every operation of the document; those that end things come last. */
export function operationsOf({ paths }: ApiDocument): Operation[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ORDER.includes(method))
      .map(([method, described]) => ({ ...described, method, path })),
  )
  return all.sort((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method))
}

/** Fields with which somebody would make themselves more than they are. */
function widening(owner: string): Record<string, unknown> {
  return {
    ...{ ownerId: owner, userId: owner, owner, user: { id: owner }, id: owner, createdBy: owner, albumId: owner },
    ...{ role: 'admin', isAdmin: true, scope: 'write', scopes: ['read', 'write'], quotaBytes: null, sessionVersion: 9 },
    ...{
      status: 'ready',
      visibility: 'public',
      deletedAt: null,
      objectKey: '../x',
      passwordHash: 'x',
      allowOriginals: true,
    },
  }
}

/** A body that fits, changed at one place or several. */
function spoilt(schema: Schema, resolve: (name: string) => Schema, owner: string): fc.Arbitrary<string> {
  const fields = Object.entries(widening(owner))
  const changes = fc.record({
    how: fc.constantFrom('fits', 'wider', 'wrong', 'wrong', 'wrong', 'missing', 'other', 'text'),
    at: fc.nat(),
    value: strange,
    extra: fc.subarray(fields, { minLength: 1 }),
  })
  return fc.tuple(fitting(schema, resolve), changes).map(([value, { how, at, value: other, extra }]) => {
    if (how === 'other') return JSON.stringify(other)
    const text = JSON.stringify(value) ?? 'null'
    if (how === 'text') return `${text.slice(0, at % (text.length + 1))}${'['.repeat(at % 9_000)}`
    if (typeof value !== 'object' || value === null || how === 'fits') return text
    if (how === 'wider') return JSON.stringify({ ...value, ...Object.fromEntries(extra) })
    const names = Object.keys(value)
    const name = names[at % Math.max(1, names.length)] ?? 'x'
    const { [name]: _, ...rest } = value as Record<string, unknown>
    // A second field of the same name, and one that is no field of any object.
    const twice = `${JSON.stringify({ ...rest, [name]: other }).slice(0, -1)},"__proto__":{"role":"admin"},"${owner}":1}`
    if (how === 'wrong') return at % 7 === 0 ? twice : JSON.stringify({ ...rest, [name]: other })
    return JSON.stringify(rest)
  })
}

/** Ids of the owner's for a path, where it names a thing; else what fits, or nothing that does. */
function inPath(operation: Operation, { name, schema }: Parameter, world: World, resolve: (name: string) => Schema) {
  const { names } = world
  const tokens = ['lockedLink', 'expiredLink', 'unknownLink', 'resetToken'].map((one) => names[one] ?? '')
  const wanted: Record<string, string[]> = {
    token: operation.path.startsWith('/api/v1/links/') ? tokens.slice(0, 3) : tokens.slice(2),
    photoId: [names.private ?? '', names.uploading ?? ''],
    username: [names.memberName ?? ''],
    groupId: [names.duplicateGroup ?? ''],
    guestId: [names.guestId ?? ''],
    linkId: [names.linkId ?? ''],
    deliveryId: [names.delivery ?? ''],
    id: OF_FOLDERS.filter(([folder]) => operation.path.includes(`/${folder}/{`)).map(([, key]) => names[key] ?? ''),
  }
  const known = [...(wanted[name] ?? []), names.private ?? '']
  const text = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fitting(schema, resolve).map(plain) },
    { weight: 2, arbitrary: strangeText },
  )
  return text.map((one) => encoded(one) || 'x')
}

const OF_FOLDERS = [
  ['photos', 'private'],
  ['albums', 'privateAlbum'],
  ['sources', 'source'],
  ['tokens', 'token'],
  ['sessions', 'session'],
  ['downloads', 'download'],
  ['webhooks', 'webhook'],
  ['users', 'memberId'],
  ['invitations', 'invitation'],
  ['links', 'linkId'],
] as const

/** Halves of surrogate pairs cannot stand in an address. */
function encoded(text: string): string {
  return encodeURIComponent(text.slice(0, 600).replace(/[\ud800-\udfff]/gu, '?'))
}

/** Requests to an operation as somebody sends them who looks for a hole. */
export function attacksOn(operation: Operation, document: ApiDocument, world: World, owner: string) {
  const resolve = (name: string) => document.components.schemas[name.split('/').at(-1) ?? ''] ?? {}
  const { parameters = [], requestBody } = operation
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [null, null]
  const path = parameters.filter((one) => one.in === 'path')
  const query = parameters.filter((one) => one.in === 'query')
  const places = fc.tuple(...path.map((one) => inPath(operation, one, world, resolve)))
  const value = (one: Parameter) =>
    fc.option(fc.oneof(fitting(one.schema, resolve).map(plain), strangeText), { freq: one.required ? 9 : 2 })
  const queries = fc.tuple(...query.map(value))
  const extra = fc.option(
    fc.tuple(fc.constantFrom('owner', 'userId', 'role', 'scope', 'x', '__proto__'), strangeText),
    {
      freq: 1,
    },
  )
  const body = content && type === 'application/json' ? spoilt(content.schema, resolve, owner) : fc.constant(null)
  const form = fc.dictionary(fc.constantFrom('title', 'album', 'visibility', 'owner', 'role', 'tags'), strangeText)
  const bytes = fc.uint8Array({ maxLength: 300 })
  return fc.tuple(places, queries, extra, body, form, bytes).map(([parts, values, more, text, fields, raw]): Attack => {
    const folders = path.reduce((at, { name }, n) => at.replace(`{${name}}`, parts[n] ?? 'x'), operation.path)
    const pairs = values.flatMap((one, n) => (one === null ? [] : [`${query[n]?.name}=${encoded(one)}`]))
    if (more) pairs.push(`${more[0]}=${encoded(more[1])}`)
    const address = pairs.length > 0 ? `${folders}?${pairs.join('&')}` : folders
    return { address, type, body: text, form: type === 'multipart/form-data' ? fields : null, bytes: raw }
  })
}
