import type * as z from 'zod'
import { keepsReplies, type Reply, type RouteDefinition, refusesKeys } from './definition'
import { exampleOf } from './openapi-examples'
import { problemsOf } from './openapi-problems'
import { type Json, jsonSchema, type Parts } from './openapi-schema'
import { webhooksOf } from './openapi-webhooks'

/** A route as the document has it. */
export interface DescribedRoute {
  method: string
  /** As in the folders of `app`: `/api/v1/photos/[id]`. */
  path: string
  definition: RouteDefinition
}

const API = '/api/v1/'
const DESCRIPTION = [
  'Everything the screens do, they do through this API.',
  'Log in with a session cookie, or send an access token: `Authorization: Bearer alb_…`. Tokens are made in the settings.',
  'Errors are `application/problem+json` (RFC 9457). What one may not know of is 404, as what never existed.',
].join(' ')

/** What the first part of a path is about, in the order in which somebody reads who begins; `root` is what lies outside of the API. */
const TAGS: Record<string, string> = {
  photos: 'Photos: lists, metadata, bytes, batches.',
  uploads: 'Uploads in two steps.',
  albums: 'Groups of photos, by hand or by a filter.',
  search: 'Suggestions while somebody types.',
  similar: 'Pictures that look alike.',
  duplicates: 'Own photos that are the same picture, in groups.',
  places: 'Towns of the world.',
  timeline: 'Photos by month.',
  map: 'Photos by place.',
  downloads: 'Zips as streams.',
  events: 'What happens, as it happens.',
  webhooks: 'Addresses that are told what happens.',
  links: 'Share links: their owner makes them, whoever has one looks.',
  sources: 'Buckets and folders that are read in place.',
  me: 'One’s own account.',
  tokens: 'Access tokens of programs.',
  'password-resets': 'New passwords by links.',
  'email-confirmations': 'New e-mail addresses, confirmed by links.',
  users: 'Accounts.',
  admin: 'For administrators.',
  root: 'Outside of the API: health, feeds, files of the pages.',
}

const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token', description: 'A log-in in a browser.' },
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'alb_…', description: 'An access token.' },
  secret: {
    type: 'http',
    scheme: 'bearer',
    description: 'A secret of the machine that calls (EVENTS_SECRET, METRICS_TOKEN).',
  },
}

/**
 * The OpenAPI 3.1 document of routes: made of the very schemas that parse requests and check replies.
 * @param routes every route with a definition
 * @throws Error for a path whose first part TAGS does not know
 */
export function openApiDocument(routes: DescribedRoute[]): Json {
  const parts: Parts = { schemas: {}, responses: {} }
  const paths: Record<string, Json> = {}
  const tags = new Set<string>()
  for (const route of [...routes].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = route.path.replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
    const tag = tagOf(path)
    tags.add(tag)
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(route.method, path, tag, route.definition, parts)
  }
  const webhooks = webhooksOf(parts)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Albumen',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Whoever runs this server' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => tags.has(name))
      .map(([name, description]) => ({ name, description })),
    paths,
    webhooks,
    components: {
      schemas: sorted(parts.schemas),
      responses: sorted(parts.responses),
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}

function tagOf(path: string): string {
  const tag = path.startsWith(API) ? (path.slice(API.length).split('/')[0] ?? '') : 'root'
  if (!(tag in TAGS)) throw new Error(`the document knows no tag ${tag}; say in lib/http/openapi.ts what it is about`)
  return tag
}

function operation(method: string, path: string, tag: string, definition: RouteDefinition, parts: Parts): Json {
  const parameters = [
    ...parametersOf(definition.params, 'path', parts),
    ...parametersOf(definition.query, 'query', parts),
    ...(method === 'POST' && path.startsWith(API) && keepsReplies(definition) ? [IDEMPOTENCY_KEY] : []),
  ]
  const requestBody = requestBodyOf(definition, parts)
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary: definition.summary.replace(/\.$/, ''),
    description: `${definition.summary} ${whoMay(definition)}${method === 'POST' && refusesKeys(definition) ? NO_KEYS : ''}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { ...repliesOf(definition, parts), ...problemsOf(method, definition, parts) },
    security: securityOf(definition),
    // Tokens of this kind have scopes, but the standard knows no place for them outside of OAuth.
    'x-scope': definition.machine ? null : definition.scope,
  }
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Makes a retry answer as the first call did, for 24 hours, where somebody is logged in or has a token.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  example: exampleOf('Idempotency-Key', {}),
}
/** Of some files it is said only that they are JSON. */
const ANY_JSON = { type: ['object', 'array'], items: {} }
const NO_KEYS = ' An `Idempotency-Key` is refused: the reply is not kept.'

/** `GET /api/v1/photos/{id}/renditions/{kind}` is `getPhotosByIdRenditionsByKind`. */
function operationId(method: string, path: string): string {
  const words = path
    .replace('/api/v1', '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  return [method.toLowerCase(), ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('')
}

function whoMay({ scope, login, machine }: RouteDefinition): string {
  if (machine) return 'Looks at no log-in and no token.'
  if (scope === 'link') return 'For whoever has the link; looks at no log-in, and refuses tokens.'
  if (scope === 'session') return 'No access token may.'
  return `${login ? 'Needs a log-in or a token' : 'Open to all; a token'} with the scope \`${scope}\`.`
}

function securityOf({ scope, login, machine, secret, takes }: RouteDefinition): Json[] {
  if (machine) return takes ? [{ secret: [] }] : []
  if (scope === 'link') return []
  const ways: Json[] = scope === 'session' || secret ? [{ session: [] }] : [{ session: [] }, { token: [] }]
  return login ? ways : [{}, ...ways]
}

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', parts: Parts): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input', parts) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    description,
    required: where === 'path' || required.includes(name),
    schema: asParameter(property),
    example: exampleOf(name, asParameter(property)),
    ...(name === 'tag' ? { style: 'form', explode: true } : {}),
  }))
}

/** In an address all is text: of a choice of ways to write a value, the one that says most stays. */
function asParameter(schema: Json): Json {
  const { anyOf, ...rest } = schema as Json & { anyOf?: Json[]; enum?: unknown[] }
  if (Array.isArray(rest.type)) {
    return {
      ...rest,
      type: 'string',
      ...(rest.enum ? { enum: rest.enum.filter((one) => typeof one === 'string') } : {}),
    }
  }
  if (!anyOf) return schema
  return anyOf.find(({ type }) => type === 'array') ?? anyOf.find(({ type }) => type === 'string') ?? { type: 'string' }
}

function requestBodyOf({ body, example, bodyOptional, takes, form }: RouteDefinition, parts: Parts): Json | null {
  if (body) {
    const content = { 'application/json': { schema: jsonSchema(body, 'input', parts), example } }
    return { required: !bodyOptional, content }
  }
  if (!takes) return null
  const file = fileOf('application/octet-stream')
  const content = takes.map((type) => [type, { schema: type === 'multipart/form-data' ? formOf(form, parts) : file }])
  return { required: true, content: Object.fromEntries(content) }
}

/** Bytes as OpenAPI 3.1 says them, and, by `format`, as tools say them that show a choice of files. */
function fileOf(contentMediaType: string): Json {
  return { type: 'string', format: 'binary', contentMediaType }
}

/** A form with fields takes many files, one without takes one. */
function formOf(form: z.ZodObject | undefined, parts: Parts): Json {
  const image = fileOf('image/*')
  const file = form
    ? { type: 'array', items: image, minItems: 1, description: 'The bytes; may be given several times.' }
    : { ...image, description: 'The bytes.' }
  const fields = form ? (jsonSchema(form, 'input', parts).properties as Json) : {}
  return { type: 'object', properties: { file, ...fields }, required: ['file'], additionalProperties: false }
}

function repliesOf({ replies }: RouteDefinition, parts: Parts): Json {
  return Object.fromEntries(replies.map((reply) => [String(reply.status), response(reply, parts)]))
}

function response({ about, schema, mediaType, headers }: Reply, parts: Parts): Json {
  const told = Object.entries(headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ])
  const content = schema
    ? { 'application/json': { schema: jsonSchema(schema, 'output', parts) } }
    : mediaType
      ? {
          [mediaType.split(';')[0] ?? '']: {
            schema: /json/.test(mediaType) ? ANY_JSON : { type: 'string' },
          },
        }
      : null
  return {
    description: about,
    ...(told.length > 0 ? { headers: Object.fromEntries(told) } : {}),
    ...(content ? { content } : {}),
  }
}

function sorted(record: Json): Json {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
