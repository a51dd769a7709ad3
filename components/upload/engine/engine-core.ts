import type { Brake } from './brake'
import type { Transport } from './transport'
import type { UploadJob } from './upload-job'

/** What the steps see of the engine. */
export interface EngineCore {
  readonly jobs: ReadonlyMap<number, UploadJob>
  /** By the id of the photo each file will become. */
  readonly byPhoto: Map<string, UploadJob>
  readonly brake: Brake
  readonly transport: Transport
  readonly toRequest: UploadJob[]
  readonly toSend: UploadJob[]
  readonly toComplete: UploadJob[]
  /** Whether whoever these uploads belong to is logged in; pauses otherwise. @throws TransportFailure */
  checkAccount(): Promise<boolean>
  /** Moves whatever may move. */
  pump(): void
  /** Tells the screen. */
  changed(): void
  forgetTicket(job: UploadJob): void
  fail(job: UploadJob, reason: string, retryable: boolean): void
  /** The library holds the file: its twins need not be sent. */
  held(job: UploadJob, state: 'processing' | 'ready' | 'known', photoId: string): void
  /** Takes a job off the list without a complaint. */
  leaveOut(job: UploadJob): void
}
