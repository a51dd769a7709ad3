import { access, constants } from 'node:fs/promises'
import { counted } from '../../media/plural'
import { probeS3Source } from '../../storage/readers/source-probe'
import type { Finding } from '../ground/contract'
import type { Credentials } from '../ground/credentials'
import { type SourcePlace, s3SettingsOf } from '../ground/open-reader'

/** S3 refuses requests whose time is 15 minutes off; below this nobody need care. */
const CLOCK_NOTICE_MS = 60_000
const CLOCK_BAD_MS = 15 * 60_000

/** Whether these keys could write (they need not), and whether the clocks agree. */
export async function checkWriting(
  place: SourcePlace,
  keys: Credentials | undefined,
  allowPrivate: boolean,
): Promise<Finding[]> {
  if (place.kind === 'directory') return [await folderWriting(place.path ?? '')]
  const { write, clockAheadMs } = await probeS3Source(s3SettingsOf(place, keys, allowPrivate))
  return [WRITING[write], ...clock(clockAheadMs), cors(place)]
}

const WRITING: Record<'refused' | 'allowed' | 'unknown', Finding> = {
  refused: { what: 'write', level: 'good', text: 'These keys cannot write, which is as it should be.' },
  allowed: {
    what: 'write',
    level: 'notice',
    text: 'These keys could also write. Albumen never does; keys that can only list and read are safer.',
  },
  unknown: {
    what: 'write',
    level: 'notice',
    text: 'The server does not say whether these keys could write. Albumen never does.',
  },
}

async function folderWriting(path: string): Promise<Finding> {
  const writable = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!writable)
    return { what: 'write', level: 'good', text: 'The server cannot write there, which is as it should be.' }
  const text = 'The server could also write there. Albumen never does; a folder that is mounted read-only is safer.'
  return { what: 'write', level: 'notice', text }
}

/** Albumen's pages never fetch from a source: browsers are only ever led there to download. */
function cors({ publicEndpoint }: SourcePlace): Finding {
  if (!publicEndpoint) {
    return { what: 'cors', level: 'good', text: 'Originals pass through Albumen, so the bucket needs no CORS rule.' }
  }
  const text = `Browsers are led to ${new URL(publicEndpoint).host} for originals; a download needs no CORS rule.`
  return { what: 'cors', level: 'good', text }
}

function clock(aheadMs: number | null): Finding[] {
  if (aheadMs === null) return []
  const off = Math.abs(aheadMs)
  if (off < CLOCK_NOTICE_MS) return [{ what: 'clock', level: 'good', text: 'The clocks agree.' }]
  const minutes = Math.round(off / 60_000)
  const where = aheadMs > 0 ? 'ahead of' : 'behind'
  const text = `The clock of this machine is ${counted(minutes, 'minute')} ${where} the server’s; from 15 minutes on the server refuses. Set it right.`
  return [{ what: 'clock', level: off < CLOCK_BAD_MS ? 'notice' : 'bad', text }]
}
