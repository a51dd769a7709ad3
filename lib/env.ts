import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const url = (what: string, pattern: RegExp) => z.string().regex(pattern, `write ${what}`)

/** As people write a sender: an address, or a name and an address in angle brackets. */
const SENDER = /^(?:([^<>"\r\n]*\S)?\s*<([^\s<>"@,;]+@[^\s<>"@,;]+)>|([^\s<>"@,;]+@[^\s<>"@,;]+))$/

const sender = z
  .string()
  .regex(SENDER, 'write an address such as photos@example.org, or Photos <photos@example.org>')
  .transform((text) => {
    const [, name = '', inBrackets, plain] = SENDER.exec(text) ?? []
    return { name, address: inBrackets ?? plain ?? '' }
  })

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  APP_URL: url('an address such as https://photos.example.org', /^https?:\/\/[^\s/]+$/).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('postgres://user:password@host:5432/name', /^postgres(ql)?:\/\//).optional(),
  STORAGE_URL: url('file:///folder or s3://bucket/prefix', /^(file:\/\/\/|s3:\/\/[a-z0-9.-]+)/).optional(),
  S3_ENDPOINT: url('an address such as https://s3.example.org', /^https?:\/\//).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_FORCE_PATH_STYLE: flag.default(true),
  S3_PUBLIC_ENDPOINT: url('the address at which browsers reach the store', /^https?:\/\//).optional(),
  S3_URL_TTL: whole(30, 604_800).default(900),
  AUTH_SECRET: z.string().min(32, 'use at least 32 random characters').optional(),
  /** Whether people log in with passwords. */
  PASSWORD_LOGIN: flag.default(true),
  /** Where else people sign in (docs/sign-in.md). */
  OIDC_ISSUER: url('the address of the issuer, such as https://id.example.org', /^https?:\/\/[^\s?#]+$/).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** What the button of the log-in page calls it. */
  OIDC_NAME: z.string().trim().min(1).max(40, 'use at most 40 characters').optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/^openid( [\x21-\x7e]+)*$/, 'write scopes separated by spaces, openid first')
    .default('openid profile email'),
  /** With what the issuer signs. */
  OIDC_SIGNING_ALG: z
    .enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])
    .default('RS256'),
  /** The claim that says who is an administrator, and the value of it that does. */
  OIDC_ROLE_CLAIM: z.string().min(1).optional(),
  OIDC_ADMIN_VALUE: z.string().min(1).optional(),
  OIDC_QUOTA_CLAIM: z.string().min(1).optional(),
  /** Whether whom nobody knows yet gets an account; left out, the settings of sign-up hold. */
  OIDC_SIGNUP: flag.optional(),
  /** Lets an issuer be asked without encryption that is not on this computer. */
  OIDC_ALLOW_HTTP: flag.default(false),
  /** The bucket whose keys let people in (docs/sign-in.md). */
  S3_LOGIN_ENDPOINT: url('an address such as https://s3.example.org', /^https?:\/\/[^\s/?#]+$/).optional(),
  S3_LOGIN_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of a bucket')
    .optional(),
  S3_LOGIN_REGION: z.string().min(1).default('us-east-1'),
  S3_LOGIN_FORCE_PATH_STYLE: flag.default(true),
  /** Left out: what an administrator has set holds. */
  SIGNUP: z.enum(['open', 'invite', 'closed']).optional(),
  /** The server that takes our mail; left out, no mail is sent. */
  SMTP_URL: url('smtp://user:password@host:587, or smtps://…:465', /^smtps?:\/\/[^\s/]+/).optional(),
  /** Whom mails are from. */
  MAIL_FROM: sender.optional(),
  /** Further names, comma separated, under which Albumen may be asked for. */
  ALLOWED_HOSTS: z
    .string()
    .regex(/^[a-z0-9._-]+(,[a-z0-9._-]+)*$/i, 'write names separated by commas, such as photos.example.org,photos.lan')
    .transform((names) => names.split(','))
    .default([]),
  /** How many reverse proxies of ours stand in front: that many entries of X-Forwarded-For are believed. */
  TRUST_PROXY: whole(0, 10).default(0),
  /** Left out, as the limits of sources below: what an administrator has set holds (lib/settings/limits.ts). */
  MAX_UPLOAD_BYTES: whole(1, 5 * 1024 ** 3).optional(),
  MAX_PIXELS: whole(1, 1_000_000_000).default(100_000_000),
  /** From the wish to end until everything has ended: uploads and downloads under way have nearly all of it. */
  SHUTDOWN_SECONDS: whole(5, 3_600).default(10),
  WORKER_CONCURRENCY: whole(1, 64).default(2),
  /** Directories, colon separated: folders at and below them may be sources. */
  SOURCE_ROOTS: z
    .string()
    .regex(/^\/[^:]*(:\/[^:]*)*$/, 'write absolute directories separated by colons, such as /mnt/photos:/srv/scans')
    .optional(),
  /** Whose sources and webhooks may lie at private addresses (10.x, 192.168.x, localhost, …). Link-local ones are refused to all. */
  SOURCE_PRIVATE_ENDPOINTS: z.enum(['admins', 'everyone', 'nobody']).default('admins'),
  /** Who may connect folders of the server. */
  SOURCE_ROOTS_FOR: z.enum(['admins', 'everyone']).default('admins'),
  /** Objects of one source that a scan looks through at most; fewer in the sources of accounts that are no administrators. */
  SOURCE_MAX_OBJECTS: whole(1, 1_000_000_000).optional(),
  SOURCE_MAX_OBJECTS_ACCOUNTS: whole(1, 1_000_000_000).optional(),
  /** The bearer with which `/metrics` is read. */
  METRICS_TOKEN: z.string().min(16, 'use at least 16 random characters').optional(),
  EVENTS_SECRET: z.string().min(16, 'use at least 16 random characters').optional(),
  MAP_TILES_URL: url('an https address with {z}/{x}/{y}', /^https?:\/\/.*\{z\}/).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

export type Env = z.infer<typeof schema>

/** The variables that Albumen reads. */
export const ENVIRONMENT_NAMES = Object.keys(schema.shape)

/** The environment is not one to start with. Each problem names a variable and says what would be right. */
export class EnvironmentError extends Error {
  constructor(readonly problems: string[]) {
    const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`
    super(`The environment has ${count}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'EnvironmentError'
  }
}

/**
 * Parses an environment. Empty strings count as not set.
 * @throws EnvironmentError with every mistake, one a line, each with what would be right
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (given.STORAGE_URL?.startsWith('s3:')) {
    for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']) {
      if (!given[name]) problems.push(`${name}: is needed when STORAGE_URL is an s3:// address`)
    }
  }
  if (given.S3_PUBLIC_ENDPOINT && !given.STORAGE_URL?.startsWith('s3:')) {
    problems.push('S3_PUBLIC_ENDPOINT: works only when STORAGE_URL is an s3:// address; remove it or set STORAGE_URL')
  }
  problems.push(...problemsOfWaysIn(given))
  if (problems.length > 0 || !parsed.success) {
    throw new EnvironmentError(problems)
  }
  return parsed.data
}

/** What does not go together in the variables of log-in. */
function problemsOfWaysIn(given: Record<string, string | undefined>): string[] {
  const { OIDC_ISSUER: issuer, OIDC_ROLE_CLAIM: claim, OIDC_ADMIN_VALUE: value } = given
  const off = (flag: string | undefined) => flag === 'false' || flag === '0'
  const keys = given.S3_LOGIN_ENDPOINT && given.S3_LOGIN_BUCKET
  const problems = Object.keys(given)
    .filter((name) => name.startsWith('S3_LOGIN_') && !keys)
    .map((name) => `${name}: works only with both S3_LOGIN_ENDPOINT and S3_LOGIN_BUCKET`)
  if (!issuer) {
    const lone = Object.keys(given).filter((name) => name.startsWith('OIDC_'))
    problems.push(...lone.map((name) => `${name}: works only with OIDC_ISSUER; set that, or remove this`))
    if (off(given.PASSWORD_LOGIN) && !keys)
      problems.push('PASSWORD_LOGIN: false needs another way in; set OIDC_ISSUER, or S3_LOGIN_ENDPOINT')
    return problems
  }
  if (!given.OIDC_CLIENT_ID) problems.push('OIDC_CLIENT_ID: is needed with OIDC_ISSUER; the issuer gives it')
  if (claim && !value) problems.push('OIDC_ADMIN_VALUE: is needed with OIDC_ROLE_CLAIM: the value of an administrator')
  if (value && !claim) problems.push('OIDC_ROLE_CLAIM: is needed with OIDC_ADMIN_VALUE: the claim that has it')
  const open = /^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/.test(issuer)
  if (open && (!given.OIDC_ALLOW_HTTP || off(given.OIDC_ALLOW_HTTP)))
    problems.push('OIDC_ISSUER: use https; a network that nobody else reaches may do with OIDC_ALLOW_HTTP=true')
  return problems
}

let cached: Env | undefined

/** The environment of this process, parsed once. This file is the only reader of process.env. */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

/** Tells next-auth, which reads the environment itself, at which address Albumen is. */
export function setAuthUrl(url: string): void {
  process.env.NEXTAUTH_URL = url
}

/** Variables of programs that talk with an Albumen elsewhere, as they are; what they mean is parsed where they are used. */
export function givenVariables<Name extends string>(...names: Name[]): Record<Name, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string | undefined>
}

/** A copy of the environment for a child process, with the given variables set (or removed where undefined). */
export function childEnvironment(overrides: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return withoutGaps({ ...process.env, ...overrides })
}

/** For a child process that has no business with our secrets: where programs are, the locale, and what is given. */
export function bareEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, NODE_ENV } = process.env
  return withoutGaps({ PATH, TMPDIR, NODE_ENV, LC_ALL: 'C.UTF-8', ...extra })
}

function withoutGaps(variables: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv
}
