import * as z from 'zod'

const Address = z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()) })

/** One thing that was tried from the server. `good`: as it should be; `notice`: worth knowing; `bad`: direct mode will not work. */
export const DirectFinding = z.strictObject({
  what: z.enum(['mode', 'reach', 'cors_put', 'cors_get']),
  level: z.enum(['good', 'notice', 'bad']),
  text: z.string(),
})
export type DirectFinding = z.infer<typeof DirectFinding>

/** `POST /admin/direct-test`: what the server could find out, and what the browser is to try itself. */
export const DirectTest = z.strictObject({
  /** Whether browsers are sent straight to the store. */
  direct: z.boolean(),
  /** The page's own origin, which the store must allow. */
  origin: z.string(),
  findings: z.array(DirectFinding),
  /** For the browser: PUT `content` to `put`, then GET `get` and compare. Null when direct mode is off. */
  browser: z.strictObject({ content: z.string(), put: Address, get: Address }).nullable(),
})
export type DirectTest = z.infer<typeof DirectTest>
