import { Ajv2020 } from 'ajv/dist/2020.js'
import type { MatrixCase } from './cells'
import type { Instance } from './instance'
import type { Reply } from './send'

interface Said {
  $ref?: string
  content?: Record<string, unknown>
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Said> }>>
}

interface Checked {
  document: Document
  ajv: Ajv2020
}

const checked = new WeakMap<Instance, Promise<Checked>>()

async function load(instance: Instance): Promise<Checked> {
  const document = await (await fetch(`${instance.url}/api/openapi.json`)).json()
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  return { document, ajv: ajv.addSchema(document, 'document') }
}

/** What a reply of a described route has that the API's own document does not say; empty when it is as described. */
export async function undocumented(instance: Instance, { route }: MatrixCase, reply: Reply): Promise<string[]> {
  const [method = '', folders = ''] = route.split(' ')
  const path = folders.replace(/\[(\w+)\]/g, '{$1}')
  const loaded = checked.get(instance) ?? load(instance)
  checked.set(instance, loaded)
  const { document, ajv } = await loaded
  const operation = document.paths[path]?.[method.toLowerCase()]
  if (!operation) return path.startsWith('/api/v1/') ? [`${route} is not in the document`] : []
  const said = operation.responses[reply.status]
  if (!said) return [`${reply.status} is not among ${Object.keys(operation.responses)}`]
  const type = reply.headers.get('content-type')?.split(';')[0] ?? ''
  if (!/[/+]json$/.test(type) || reply.body === '') return []
  const at = said.$ref ?? `#/paths/${escaped(path)}/${method.toLowerCase()}/responses/${reply.status}`
  // Of some it is said only that they are JSON.
  if (!said.$ref && !(said.content?.[type] as { schema?: unknown } | undefined)?.schema) return []
  const schema = `document${at}/content/${escaped(type)}/schema`
  const validate = ajv.getSchema(schema)
  if (!validate) throw new Error(`the document has no ${schema}`)
  if (validate(JSON.parse(reply.body))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** As JSON pointers write a name (RFC 6901) in the fragment of an address. */
function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}
