import fc from 'fast-check'

/** As much of JSON Schema as the API's document uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
}

const DEEPEST = 5
const LONG = 'ä'.repeat(40_000)

const nested = (depth: number, inside: (value: unknown) => unknown) => {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = inside(value)
  return value
}

/** What nobody who means well sends: other types, much, deep, and text that other programs take for something. */
const STRANGE: unknown[] = [
  ...[null, true, false, -1, 0, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63],
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    'null',
    'NaN',
    '\0',
    'a\0b',
    '\ud800',
    '0000-01-01',
    '\u202egpj.exe',
    '\ufeff',
    '\u2028',
    'é',
    'e\u0301',
  ],
  ...[
    "' or 1=1 --",
    "'; drop table photos; --",
    '%',
    '_',
    '\\',
    '$1',
    '{{7*7}}',
    `\${7*7}`,
    '<script>alert(1)</script>',
  ],
  ...['../../../etc/passwd', '..%2f..%2f', 'file:///etc/passwd', 'http://169.254.169.254/', 'a\r\nset-cookie: x=1'],
  ...['9999-12-31T23:59:59Z', '0000-00-00', '2023-02-30', '-271821-04-20', '+275760-09-13T00:00:00Z', 'P1D'],
  ...[LONG, 'x'.repeat(5_000), '😀'.repeat(300), Array(20_000).fill('x'), Array(3_000).fill({}), [], {}, [[]], [null]],
  ...[{ $ne: 1 }, { toString: 'x' }, { length: 1e9 }, { constructor: { prototype: { role: 'admin' } } }],
  nested(400, (value) => [value]),
  nested(400, (value) => ({ filter: value })),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`k${n}`, n])),
]

export const strange: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STRANGE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.object({ maxDepth: 3, maxKeys: 6 }) },
)

/** A value as an address holds it. */
export function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** Text that has no place in a schema, short enough for an address. */
export const strangeText: fc.Arbitrary<string> = fc
  .oneof(strange.map(plain), fc.string({ unit: 'grapheme', maxLength: 40 }))
  .map((text) => text.slice(0, 600).replace(/[\ud800-\udfff]/gu, '?'))

const FORMATS: Record<string, string[]> = {
  uuid: ['019a0000-0000-7000-8000-000000000000'],
  'date-time': ['2024-02-29T12:00:00Z'],
  email: ['fuzz@example.org'],
  uri: ['https://127.0.0.1:9/'],
}

function textFor({ format = '', minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  const fits = fc.string({ unit: 'grapheme', minLength: Math.min(minLength, 40), maxLength: Math.min(maxLength, 60) })
  const known = FORMATS[format]
  return known ? fc.constantFrom(...known) : fits
}

/** Values that a schema takes, or nearly: what zod asks beyond it is not in the document. */
export function fitting(schema: Schema, resolve: (name: string) => Schema, depth = 0): fc.Arbitrary<unknown> {
  const inner = (one: Schema) => fitting(one, resolve, depth + 1)
  if (depth > DEEPEST) return fc.constant(null)
  if (schema.$ref) return inner(resolve(schema.$ref))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices?.length) return fc.oneof(...choices.map(inner))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts))
  const [type] = [schema.type ?? []].flat()
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, inner(field)])
    return fc.record(Object.fromEntries(fields), { requiredKeys: (schema.required ?? []) as never[] })
  }
  if (type === 'array') return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  const { minimum: min = 0, maximum: max = 1_000 } = schema
  if (type === 'integer') return fc.integer({ min: Math.max(min, -1e9), max: Math.max(min, Math.min(max, 1e9)) })
  if (type === 'number') return fc.double({ min, max: Math.max(min, max), noNaN: true })
  return type === 'string' ? textFor(schema) : strange
}
