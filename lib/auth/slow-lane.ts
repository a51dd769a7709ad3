import { setTimeout as sleep } from 'node:timers/promises'
import { tooMany } from './attempts'

/** How beyond the limit passwords of one account are checked that come from one address. */
export const SLOW_LANE = {
  /** How long guesses are gathered: at first, and under an attack, when a person comes back some seconds after the time they were told. */
  firstMs: 1_000,
  gatherMs: 8_000,
  /** Nothing is checked between two gatherings. */
  pauseMs: 30_000,
  /** Different passwords of one gathering that are checked; of more, which ones is left to chance. */
  guesses: 15,
}

/** Time and chance, which tests take into their own hands. */
export interface Circumstances {
  now(): number
  wait(ms: number): Promise<unknown>
  random(): number
}

const REAL: Circumstances = {
  now: () => performance.now(),
  wait: (ms) => sleep(ms, undefined, { ref: false }),
  random: Math.random,
}

/** One password that somebody waits to have checked. */
interface Guess {
  password: string
  check: () => Promise<boolean>
  answer: (result: Promise<boolean>) => void
  answered: Promise<boolean>
}

interface Lane {
  guesses: Guess[]
  /** Different guesses since the gathering began, those that had to go as well. */
  seen: number
  /** When the next gathering begins, while none is on. */
  opensAt: number | null
}

/**
 * Checks passwords beyond the limit so that a right one still gets in, whoever else tries at the same address: guesses are gathered for some
 * seconds and checked together, then there is a pause. Nobody is preferred by being first or often, and the rate of guesses stays small.
 */
export class SlowLanes {
  readonly #at: Circumstances
  readonly #lanes = new Map<string, Lane>()
  /** One check at a time in all lanes: they are no way to take the processors from the others. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(at: Circumstances = REAL) {
    this.#at = at
  }

  /**
   * @param key of account and address
   * @param check is called at most once for all who wait with the same password
   * @returns whether the password is right
   * @throws AppError rate_limited with the seconds until guesses are gathered again: out of time, or not drawn
   */
  async check(key: string, password: string, check: () => Promise<boolean>): Promise<boolean> {
    const lane = this.#lanes.get(key) ?? this.#open(key)
    if (lane.opensAt !== null) throw tooMany(this.#secondsUntil(lane.opensAt))
    const same = lane.guesses.find((guess) => guess.password === password)
    return (same ?? this.#admit(lane, password, check)).answered
  }

  /** @returns seconds until guesses for it are gathered again; what somebody is told whose guess was wrong. */
  secondsLeft(key: string): number {
    const lane = this.#lanes.get(key)
    return this.#secondsUntil(lane?.opensAt ?? this.#at.now() + SLOW_LANE.pauseMs)
  }

  #secondsUntil(time: number): number {
    return Math.max(1, Math.ceil((time - this.#at.now()) / 1000))
  }

  #open(key: string): Lane {
    const lane: Lane = { guesses: [], seen: 0, opensAt: null }
    this.#lanes.set(key, lane)
    void this.#run(key, lane)
    return lane
  }

  /** Keeps a fair sample of all guesses of the gathering: each has the same chance to be in it when it ends. */
  #admit(lane: Lane, password: string, check: () => Promise<boolean>): Guess {
    let answer: Guess['answer'] = () => undefined
    const answered = new Promise<boolean>((resolve) => {
      answer = resolve
    })
    const guess: Guess = { password, check, answer, answered }
    lane.seen += 1
    if (lane.guesses.length < SLOW_LANE.guesses) {
      lane.guesses.push(guess)
      return guess
    }
    const place = Math.floor(this.#at.random() * lane.seen)
    const loser = lane.guesses[place] === undefined ? guess : lane.guesses.splice(place, 1, guess)[0]
    loser?.answer(Promise.reject(tooMany(this.#secondsUntil(this.#at.now() + SLOW_LANE.pauseMs))))
    return guess
  }

  async #run(key: string, lane: Lane): Promise<void> {
    await this.#at.wait(SLOW_LANE.firstMs)
    while (lane.guesses.length > 0) {
      const guesses = lane.guesses.splice(0)
      lane.seen = 0
      lane.opensAt = this.#at.now() + SLOW_LANE.pauseMs
      for (const guess of guesses) guess.answer(this.#inTurn(guess.check))
      await this.#at.wait(SLOW_LANE.pauseMs)
      lane.opensAt = null
      await this.#at.wait(SLOW_LANE.gatherMs)
    }
    this.#lanes.delete(key)
  }

  #inTurn(check: () => Promise<boolean>): Promise<boolean> {
    const mine = this.#last.then(check)
    this.#last = mine.catch(() => undefined)
    return mine
  }
}

/** Those of this process. */
export const slowLanes = new SlowLanes()
