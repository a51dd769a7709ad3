import type { ComponentProps } from 'react'
import type { AdminHealth } from '@/lib/admin/health-contract'
import type { AdminStats } from '@/lib/admin/stats-contract'
import { formatBytes } from '@/lib/media/format-bytes'
import { counted } from '@/lib/media/plural'
import { Findings } from '../ui/findings'

type Finding = ComponentProps<typeof Findings>['findings'][number]

/** Less room than this is told before it is used up. */
const LITTLE_ROOM = 5_000_000_000
/** Clocks further apart make sessions and signed addresses end at the wrong time. */
const CLOCK_SECONDS = 5

/** What the library needs, a sentence each. */
export function HealthList({ health, queue }: { health: AdminHealth; queue: AdminStats['queue'] }) {
  const versions = Object.entries(health.versions).map(([name, version]) => `${name} ${version}`)
  return (
    <>
      <Findings findings={findingsOf(health, queue)} />
      <p className="text-small text-muted">{versions.join(' · ')}</p>
    </>
  )
}

function tell(what: string, good: boolean, text: string, otherwise: string, level: Finding['level'] = 'bad'): Finding {
  return good ? { what, level: 'good', text } : { what, level, text: otherwise }
}

function findingsOf(health: AdminHealth, queue: AdminStats['queue']): Finding[] {
  const { missing, workers, freeBytes, clockSeconds } = health
  const room = freeBytes === null ? null : `${formatBytes(freeBytes)} are free where originals are kept.`
  return [
    tell(
      'database',
      !missing.includes('database'),
      'The database answers and can be written.',
      'The database cannot be written.',
    ),
    tell(
      'store',
      !missing.includes('store'),
      'The store answers and can be written.',
      'The store does not answer, or cannot be written.',
    ),
    tell('queue', !missing.includes('queue'), 'The queue answers.', 'The queue does not answer.'),
    tell(
      'workers',
      !!workers,
      `${counted(workers ?? 0, 'worker')} alive.`,
      'No worker is alive: nothing is processed.',
    ),
    tell(
      'failed',
      queue.failed === 0,
      'No job has failed for good.',
      `${counted(queue.failed, 'job')} failed for good. “Jobs” has them.`,
      'notice',
    ),
    tell(
      'clock',
      clockSeconds < CLOCK_SECONDS,
      'The clocks of this server and the database agree.',
      `The clocks of this server and the database differ by ${counted(Math.round(clockSeconds), 'second')}.`,
      'notice',
    ),
    ...mailFindings(health.mail),
    ...(room === null || freeBytes === null ? [] : [tell('room', freeBytes > LITTLE_ROOM, room, room, 'notice')]),
  ]
}

/** A library that sends no mail lacks nothing. */
function mailFindings(mail: AdminHealth['mail']): Finding[] {
  if (mail === 'off') return []
  const otherwise =
    'Mail is sent, but APP_URL is not set: links in mails lead to the address this server listens at, which others may not reach.'
  return [tell('mail', mail === 'ready', 'Mail is set up, and its links lead to APP_URL.', otherwise, 'notice')]
}
