import path from 'node:path'
import { Spectral } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'
import { expect, test } from 'vitest'
import { appRoutes } from '@/e2e/matrix/app-routes'
import { ERROR_STATUS } from '@/lib/errors/app-error'
import { definitionOf } from '@/lib/http/definition'
import { ProblemBody } from '@/lib/http/problem'
import { CONDITION_KEYS } from '@/lib/search/language/vocabulary'
import { ALL_ROUTES } from './all-routes'
import { apiDocument } from './api-document'

interface Parameter {
  name: string
  in: string
  example?: unknown
}
type Operation = Record<string, unknown> & { operationId: string; parameters?: Parameter[] }
const document = apiDocument() as { paths: Record<string, Record<string, Operation>> }

/** next-auth answers its own addresses, and what has no route is no route. */
const OTHERS = /^\/api\/(auth\/|\[\[)/
const routes = appRoutes(path.join(import.meta.dirname, '..')).filter(
  (route) => !route.page && !OTHERS.test(route.path),
)

test('every route of the app stands in the document with each of its methods, and nothing else', () => {
  expect(Object.keys(ALL_ROUTES).sort()).toEqual(routes.map((route) => route.path).sort())
  const written = routes.map((route) => [route.path.replace(/\[(\w+)\]/g, '{$1}'), route.methods.toSorted()])
  const told = Object.entries(document.paths).map(([at, operations]) => [
    at,
    Object.keys(operations)
      .map((method) => method.toUpperCase())
      .toSorted(),
  ])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(written))
})

test('spectral finds nothing in it', async () => {
  const spectral = new Spectral()
  spectral.setRuleset({ extends: [oas] } as never)
  expect((await spectral.run(document)).map(({ code, message, path: at }) => ({ code, message, at }))).toEqual([])
})

test('it holds nothing but JSON, and each operation has a name of its own', () => {
  const names = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  )
  expect(new Set(names).size).toBe(names.length)
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})

const HANDLERS = Object.entries(ALL_ROUTES).flatMap(([path, handlers]) =>
  Object.entries(handlers).flatMap(([method, handler]) => {
    const definition = typeof handler === 'function' ? definitionOf(handler) : undefined
    const operation = document.paths[path.replace(/\[(\w+)\]/g, '{$1}')]?.[method.toLowerCase()]
    return definition && operation ? [{ name: `${method} ${path}`, definition, operation }] : []
  }),
)

test.each(HANDLERS)('$name has an example of every parameter, which it takes', ({ definition, operation }) => {
  for (const { name, in: where, example } of operation.parameters ?? []) {
    expect(example, name).toBeDefined()
    const schema = where === 'path' ? definition.params : where === 'query' ? definition.query : undefined
    const parsed = schema?.partial().safeParse({ [name]: typeof example === 'number' ? String(example) : example })
    expect(parsed?.error, name).toBeUndefined()
  }
})

test('files of forms are bytes, for tools of either dialect', () => {
  interface Body {
    content: Record<string, { schema: Record<string, unknown> }>
  }
  const bodyOf = (path: string, method: string, type: string) =>
    (document.paths[path]?.[method]?.requestBody as Body | undefined)?.content[type]?.schema
  const bytes = { type: 'string', format: 'binary', contentMediaType: 'image/*' }
  expect(bodyOf('/api/v1/photos', 'post', 'multipart/form-data')?.properties).toMatchObject({
    file: { type: 'array', items: bytes },
  })
  expect(bodyOf('/api/v1/photos/{id}/file', 'put', 'multipart/form-data')?.properties).toMatchObject({ file: bytes })
  expect(bodyOf('/api/v1/photos/{id}/file', 'put', '*/*')).toMatchObject({ type: 'string', format: 'binary' })
})

test('a key for retries is described where replies are kept, and only there', () => {
  const takes = (path: string) =>
    document.paths[path]?.post?.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false
  expect(['/api/v1/albums', '/api/v1/photos', '/api/v1/uploads'].map(takes)).toEqual([true, true, true])
  for (const path of ['/api/v1/tokens', '/api/v1/webhooks', '/api/v1/links', '/api/v1/links/{token}/uploads']) {
    expect(takes(path), path).toBe(false)
    expect(document.paths[path]?.post?.description).toContain('`Idempotency-Key` is refused')
  }
})

test('the words of every filter are parameters of the list', () => {
  const list = document.paths['/api/v1/photos']?.get as { parameters?: { name: string }[] } | undefined
  const names = list?.parameters?.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...CONDITION_KEYS, 'q', 'sort', 'order', 'limit', 'cursor', 'count']))
})

test('each refusal has an example that its schema takes, of its status and its codes', () => {
  interface Refusal {
    description: string
    content: Record<string, { example?: unknown; examples?: Record<string, { value: unknown }> }>
  }
  const { responses } = (document as unknown as { components: { responses: Record<string, Refusal> } }).components
  for (const [name, { content }] of Object.entries(responses)) {
    const { example, examples } = content['application/problem+json'] ?? {}
    const shown = examples ? Object.values(examples).map(({ value }) => value) : [example]
    expect(shown.map((problem) => ProblemBody.parse(problem).code).join('-')).toBe(name)
    for (const problem of shown) {
      const { code, status } = ProblemBody.parse(problem)
      expect(status).toBe(ERROR_STATUS[code])
    }
  }
})

test('a call under a key may find the first one still running, or another one', () => {
  const posts = Object.values(document.paths).flatMap(({ post }) => (post ? [post] : []))
  const keyed = posts.filter(({ parameters }) => parameters?.some(({ name }) => name === 'Idempotency-Key'))
  expect(keyed.length).toBeGreaterThan(15)
  for (const { operationId, responses } of keyed)
    expect(Object.keys(responses as object), operationId).toEqual(expect.arrayContaining(['409', '422']))
})

test('conditions that take only some words name them, and ids are ids', () => {
  type Said = Parameter & { schema: unknown }
  const list = new Map(
    document.paths['/api/v1/photos']?.get?.parameters?.map((one) => [one.name, (one as Said).schema]),
  )
  expect(list.get('favourite')).toEqual({ type: 'string', enum: ['true', 'false'] })
  expect(list.get('visibility')).toEqual({ type: 'string', enum: ['public', 'private'] })
  expect(list.get('status')).toMatchObject({ enum: expect.arrayContaining(['ready', 'failed']) })
  expect(list.get('type')).toMatchObject({ enum: expect.arrayContaining(['jpeg', 'heic']) })
  expect(list.get('album')).toEqual({ type: 'string', format: 'uuid' })
  expect(list.get('town')).toEqual({ type: 'string' })
})
