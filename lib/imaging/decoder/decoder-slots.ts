import { DecodeFailure } from '../decoded/decode-failure'
import type { DecoderProcess } from './decoder-process'

/** Files a child decodes before another takes its place. */
const MAX_SERVED = 500
const IDLE_MS = 60_000

/** A child, or the room for one. */
export interface DecoderSlot {
  process: DecoderProcess | null
  ownerId: string | null
  busy: boolean
  idle: NodeJS.Timeout | undefined
}

/** Hands children out, one file at a time to each; a child never holds the photos of two owners. */
export class DecoderSlots {
  private readonly slots: DecoderSlot[]
  private readonly queue: (() => void)[] = []
  private closed = false
  private peak = 0

  constructor(
    size: number,
    private readonly start: () => DecoderProcess,
  ) {
    this.slots = Array.from({ length: size }, () => ({ process: null, ownerId: null, busy: false, idle: undefined }))
  }

  /**
   * Waits for a slot with a child that lives.
   * @param fresh asks for a child that has had no file yet
   * @throws DecodeFailure with a retry when the pool is closed meanwhile
   */
  async take({ ownerId, fresh }: { ownerId: string; fresh?: boolean }): Promise<DecoderSlot> {
    while (!this.slots.some((slot) => !slot.busy) && !this.closed)
      await new Promise<void>((resolve) => this.queue.push(resolve))
    if (this.closed) throw new DecodeFailure('Processing was stopped before this photo was ready.', { retry: true })
    const free = this.slots.filter((slot) => !slot.busy)
    const slot =
      free.find((one) => one.ownerId === ownerId) ??
      free.find((one) => one.process === null) ??
      (free[0] as DecoderSlot)
    clearTimeout(slot.idle)
    slot.busy = true
    if (fresh || slot.ownerId !== ownerId || !slot.process?.alive) retire(slot)
    slot.ownerId = ownerId
    slot.process ??= this.start()
    return slot
  }

  /** Takes a slot back; its child is ended when it has served enough, grown too much, or waited too long. */
  giveBack(slot: DecoderSlot): void {
    const { process } = slot
    this.peak = Math.max(this.peak, process?.peakBytes ?? 0)
    if (this.closed || !process?.alive || process.served >= MAX_SERVED || process.bloated) retire(slot)
    slot.busy = false
    slot.idle = setTimeout(() => retire(slot), IDLE_MS)
    slot.idle.unref()
    this.queue.shift()?.()
  }

  /** Highest resident bytes any child had above its base. */
  peakBytes(): number {
    return Math.max(this.peak, ...this.slots.map((slot) => slot.process?.peakBytes ?? 0))
  }

  pids(): number[] {
    return this.slots.map((slot) => slot.process?.pid).filter((pid) => pid !== undefined)
  }

  /** Ends the children and lets those who wait fail. */
  close(): void {
    this.closed = true
    for (const slot of this.slots) {
      clearTimeout(slot.idle)
      retire(slot)
    }
    for (const wake of this.queue.splice(0)) wake()
  }
}

function retire(slot: DecoderSlot): void {
  slot.process?.kill()
  slot.process = null
  slot.ownerId = null
}
