import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { appRoutes, handledMethods } from '@/e2e/matrix/app-routes'
import { codesOf, definitionOf } from '@/lib/http/definition'

type Handlers = Record<string, object>

const modules = import.meta.glob<Handlers>('./**/route.ts')
/** next-auth answers its own addresses, and what has no route has no schema. */
const OTHERS = /^\.\/api\/(auth\/|\[\[)/
/** They are no GET and change nothing: a zip, what looks like a picture, and questions about many photos. */
const ASKING = ['./api/v1/downloads/route.ts', './api/v1/similar/route.ts', './api/v1/duplicates/near/route.ts']

const routes = await Promise.all(
  Object.entries(modules)
    .filter(([file]) => !OTHERS.test(file))
    .flatMap(([file, load]) =>
      handledMethods(readFileSync(path.join(import.meta.dirname, file), 'utf8')).map(async (method) => {
        const handler = (await load())[method]
        return { file, method, definition: handler && definitionOf(handler) }
      }),
    ),
)

it('every route of the app is among them', () => {
  const paths = appRoutes(import.meta.dirname).filter(({ page }) => !page)
  expect(new Set(routes.map(({ file }) => file)).size).toBe(paths.length - 2)
  expect(routes.length).toBeGreaterThan(50)
})

describe.each(routes)('$method $file', ({ file, method, definition }) => {
  it('has a definition that fits its path and its method', () => {
    expect(definition).toBeDefined()
    const inPath = [...file.matchAll(/\[(\w+)\]/g)].map(([, name]) => name)
    expect(Object.keys(definition?.params?.shape ?? {})).toEqual(inPath)
    expect(definition?.summary).toMatch(/^[A-Z].*\.$/)
    expect(definition?.replies.length).toBeGreaterThan(0)
    if (method === 'GET') expect([definition?.body, definition?.takes]).toEqual([undefined, undefined])
    if (method === 'GET') expect(definition?.scope).not.toBe('write')
    // What changes something needs more than a token that may read.
    else if (!definition?.machine && !ASKING.includes(file)) expect(definition?.scope).not.toBe('read')
    if (definition?.login) expect(codesOf(definition, method)).toContain('unauthenticated')
  })

  it('has an example of its body, which it takes', () => {
    expect(definition?.example !== undefined).toBe(definition?.body !== undefined)
    expect(definition?.body?.safeParse(definition.example).error).toBeUndefined()
  })

  it('has a meaning at every field', () => {
    const schemas = [
      definition?.params,
      definition?.query,
      definition?.body,
      ...(definition?.replies ?? []).map(({ schema }) => schema),
    ]
    const input = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    expect(schemas.flatMap((schema) => (schema ? mute(input(schema)) : []))).toEqual([])
  })
})

/** The paths of properties without a description, in a JSON schema. */
function mute(schema: unknown, at = ''): string[] {
  if (schema === null || typeof schema !== 'object') return []
  const { properties = {}, ...rest } = schema as { properties?: Record<string, { description?: string }> }
  const own = Object.entries(properties).flatMap(([name, property]) => [
    ...(property.description ? [] : [`${at}.${name}`]),
    ...mute(property, `${at}.${name}`),
  ])
  return [...own, ...Object.values(rest).flatMap((value) => mute(value, at))]
}
