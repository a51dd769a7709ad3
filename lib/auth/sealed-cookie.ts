import * as z from 'zod'
import { seal, unseal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'
import { secureCookies } from './session-cookie'

/** A value that a browser keeps for us for some minutes and can neither read nor change. */
export class SealedCookie<T> {
  readonly #kept: z.ZodType<{ value: T; until: number }>

  constructor(
    private readonly name: string,
    private readonly seconds: number,
    schema: z.ZodType<T>,
  ) {
    this.#kept = z.object({ value: schema, until: z.number() }) as unknown as z.ZodType<{ value: T; until: number }>
  }

  /** The value as the browser gets it. */
  seal(value: T): string {
    return seal(JSON.stringify({ value, until: Date.now() + this.seconds * 1000 }), this.#sealing())
  }

  /** Null for what is not of ours, and what is too old. */
  open(sealed: string): T | null {
    try {
      const { value, until } = this.#kept.parse(JSON.parse(unseal(sealed, this.#sealing())))
      return until > Date.now() ? value : null
    } catch {
      // Damaged, made up, or of another AUTH_SECRET: nothing that we gave.
      return null
    }
  }

  /** The value in a Cookie header; null for none. */
  read(header: string | null): T | null {
    const start = `${this.#name()}=`
    const given = (header?.split(';') ?? []).map((part) => part.trim()).find((part) => part.startsWith(start))
    return given === undefined ? null : this.open(given.slice(start.length))
  }

  /** The Set-Cookie value that keeps it. */
  written(value: T): string {
    return this.#line(this.seal(value), this.seconds)
  }

  /** The Set-Cookie value that takes it away. */
  cleared(): string {
    return this.#line('', 0)
  }

  #name(): string {
    return secureCookies() ? `__Host-${this.name}` : this.name
  }

  #line(value: string, seconds: number): string {
    const secure = secureCookies() ? '; Secure' : ''
    return `${this.#name()}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
  }

  #sealing() {
    return { purpose: 'signing in', of: this.name, secret: sealingSecret() } as const
  }
}
