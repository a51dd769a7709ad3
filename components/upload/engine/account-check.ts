import type { Brake } from './brake'
import type { Transport } from './transport'

/** Sees to it that uploads go into the library of whoever chose the files. */
export class AccountCheck {
  readonly #transport: Transport
  readonly #brake: Brake
  readonly #owner: string | null
  #ownerId: string | null = null

  /** @param owner username of whoever the files belong to; null: nobody asks */
  constructor(transport: Transport, brake: Brake, owner: string | null) {
    this.#transport = transport
    this.#brake = brake
    this.#owner = owner
  }

  /**
   * Asks who is logged in and goes on when it is whoever the files belong to; pauses otherwise.
   * @returns whether it is
   * @throws TransportFailure when nobody can say
   */
  async check(): Promise<boolean> {
    const account = this.#owner === null ? null : await this.#transport.account()
    // By its id once that is known: the name may be changed meanwhile.
    if (account?.username === this.#owner) this.#ownerId ??= account?.id ?? null
    const same = this.#owner === null || (account !== null && account.id === this.#ownerId)
    if (!same) this.#brake.signOut(account?.username ?? null)
    else if (this.#brake.state.kind === 'signed-out') this.#brake.release()
    return same
  }
}
