import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { DecodeInput } from '../imaging/decoder/decoder-pool'
import type { Commit } from './commit'

/** A body, opened to be decoded; the road destroys it. */
export type OpenBody = Omit<DecodeInput, 'fresh'>

/**
 * Where one body comes from: all that differs between an original in our own store and an object of a source. The steps, their order, the retry
 * limit and what an error means are the road's (`ingest`).
 */
export interface Origin {
  /** What the owner reads when all attempts broke off without a word. */
  readonly crashed: string
  /**
   * Counts an attempt, before any byte is read.
   * @returns its number, from 1; null when there is nothing to do (any longer)
   */
  begin(): Promise<number | null>
  /**
   * Opens the body.
   * @returns null when the origin has settled it: there is nothing to decode
   * @throws BodyFailure for what cannot or should not be read
   */
  open(): Promise<OpenBody | null>
  /**
   * Decides what is to be committed with a picture.
   * @returns asked for a commit, and once more each time another run was quicker
   */
  decide(decoded: DecodedPhoto): () => Promise<Commit>
  /** Says what an error of this origin means on the ladder: mostly the error itself, or a `BodyFailure`. */
  explain(error: unknown): Promise<unknown>
  /** The attempt does not count; the body is tried again after some seconds. May throw the error on for those who asked. */
  giveBack(error: unknown, seconds: number): Promise<void>
  /** The attempt counts; the body is tried again after some seconds. May throw the error on. */
  retry(error: unknown, seconds: number): Promise<void>
  /** Writes down why there is no picture. @param again whether it is worth trying on a later day */
  fail(reason: string, again: boolean): Promise<void>
  /** Writes down that there is nothing to show. */
  notShown(reason: string): Promise<void>
  /** Settles that there are no bytes any more. */
  gone(): Promise<void>
}
