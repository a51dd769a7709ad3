import * as z from 'zod'

export type Json = Record<string, unknown>

/** What the document says once and refers to. */
export interface Parts {
  schemas: Json
  responses: Json
}

/**
 * A schema in the document's dialect (JSON Schema 2020-12). Those with a name (`.meta({ id })`) stand among the document's own and are referred to.
 * @param io what is sent, or what is answered
 * @param parts named ones are added to these
 */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output', parts: Parts): Json {
  const { $schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  for (const [name, definition] of Object.entries($defs as Json)) parts.schemas[name] ??= referring(definition)
  const id = z.globalRegistry.get(schema)?.id
  if (id === undefined) return referring(rest) as Json
  const { id: _, ...named } = rest
  parts.schemas[id] ??= referring(named)
  return { $ref: `#/components/schemas/${id}` }
}

/** Turns references to definitions of one schema into references to those of the document. */
function referring(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referring)
  if (value === null || typeof value !== 'object') return value
  const { $ref, prefixItems, ...rest } = value as Json
  // The format says it; the expression would only be longer.
  if (typeof rest.format === 'string') delete rest.pattern
  const entries = Object.entries(rest)
    .filter(([key, inner]) => !(key === 'id' && typeof inner === 'string'))
    .map(([key, inner]) => [key, referring(inner)])
  if (typeof $ref === 'string') entries.push(['$ref', $ref.replace('#/$defs/', '#/components/schemas/')])
  if (Array.isArray(prefixItems)) entries.push(...Object.entries(tuple(prefixItems)))
  return Object.fromEntries(entries)
}

/** A tuple in words that all tools know; ours hold items of one kind. */
function tuple(items: unknown[]): Json {
  return { items: referring(items[0]), minItems: items.length, maxItems: items.length }
}
