import * as z from 'zod'

const Address = z.strictObject({
  url: z.string().describe('Where to.'),
  headers: z.record(z.string(), z.string()).describe('Exactly these headers.'),
})

/** One thing that was tried from the server. `good`: as it should be; `notice`: worth knowing; `bad`: direct mode will not work. */
export const DirectFinding = z.strictObject({
  what: z.enum(['mode', 'reach', 'cors_put', 'cors_get']).describe('What was tried.'),
  level: z
    .enum(['good', 'notice', 'bad'])
    .describe('Whether it is as it should be, worth knowing, or must be put right.'),
  text: z.string().describe('A sentence for people.'),
})
export type DirectFinding = z.infer<typeof DirectFinding>

/** `POST /admin/direct-test`: what the server could find out, and what the browser is to try itself. */
export const DirectTest = z
  .strictObject({
    direct: z.boolean().describe('Whether browsers are sent straight to the store.'),
    origin: z.string().describe("The page's own origin, which the store must allow."),
    findings: z.array(DirectFinding).describe('In the order tried.'),
    browser: z
      .strictObject({
        content: z.string().describe('What to send.'),
        put: Address.describe('Where to PUT it.'),
        get: Address.describe('Where to GET it from.'),
      })
      .nullable()
      .describe('For the browser: PUT `content` to `put`, then GET `get` and compare. Null when direct mode is off.'),
  })
  .meta({ id: 'DirectTest' })
export type DirectTest = z.infer<typeof DirectTest>
