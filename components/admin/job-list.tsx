'use client'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AdminJob, AdminJobPage } from '@/lib/admin/jobs-contract'
import { errorSentence } from '@/lib/http/api-error'
import { formatNumber } from '@/lib/media/format-number'
import { counted } from '@/lib/media/plural'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { ListFoot } from '../ui/list-foot'
import { Select } from '../ui/select'
import { showToast } from '../ui/toast-store'
import { momentLabel } from '../words/date-text'
import { JobKinds } from './job-kinds'
import { kindLabel, reasonText } from './job-words'
import { fetchJobs, retryJobs } from './operate-calls'

const STATES: [AdminJob['state'] | '', string][] = [
  ['failed', 'Failed for good'],
  ['retrying', 'Tried again later'],
  ['running', 'Running'],
  ['waiting', 'Waiting'],
  ['', 'All'],
]
const AGAIN_MS = 5_000

/** The queue: kinds with their numbers, and the jobs of one state. @param first all that failed, as the server drew it */
export function JobList({ first }: { first: AdminJobPage }) {
  const [state, setState] = useState<AdminJob['state'] | ''>('failed')
  const client = useQueryClient()
  const list = useInfiniteQuery({
    queryKey: ['jobs', state],
    queryFn: ({ pageParam }) => fetchJobs(state ? { state } : {}, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...(state === 'failed' ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    placeholderData: (before) => before,
    refetchInterval: AGAIN_MS,
  })
  const kinds = list.data?.pages[0]?.kinds ?? first.kinds
  const jobs = list.data?.pages.flatMap(({ items }) => items) ?? []
  const again = () => client.invalidateQueries({ queryKey: ['jobs'] })
  return (
    <>
      <JobBar state={state} onState={setState} troubled={troubledOf(kinds)} onRetried={again} />
      {jobs.length === 0 ? (
        <p className="text-muted">{state === 'failed' ? 'No job has failed for good.' : 'There is no such job.'}</p>
      ) : (
        <ul aria-label="Jobs" className="flex flex-col divide-y divide-line">
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      )}
      <ListFoot list={list} failed="The jobs did not load." more="More jobs" />
      <JobKinds kinds={kinds} onChanged={again} />
    </>
  )
}

interface JobBarProps {
  state: AdminJob['state'] | ''
  onState: (state: AdminJob['state'] | '') => void
  /** How many jobs have failed, for good or so far. */
  troubled: number
  onRetried: () => void
}

/** Which jobs are shown, and one button for all that failed. */
function JobBar({ state, onState, troubled, onRetried }: JobBarProps) {
  const [busy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    try {
      const { retried } = await retryJobs()
      showToast(`${counted(retried, 'job')} tried again.`)
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    setBusy(false)
    onRetried()
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Jobs"
        value={state}
        onChange={(event) => onState(event.target.value as AdminJob['state'] | '')}
      >
        {STATES.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {troubled > 0 && (
        <Button busy={busy} onClick={() => void retry()}>
          Try all {formatNumber(troubled)} again now
        </Button>
      )}
    </div>
  )
}

function troubledOf(kinds: AdminJobPage['kinds']): number {
  return kinds.reduce((sum, { failed, retrying }) => sum + failed + retrying, 0)
}

function JobLine({ job }: { job: AdminJob }) {
  const { id, task, state, attempts, maxAttempts, runAt, reason } = job
  const facts = [
    `Job ${id}`,
    ...(attempts > 0 ? [`begun ${counted(attempts, 'time')} of ${maxAttempts}`] : []),
    ...(state === 'waiting' || state === 'retrying' ? [`not before ${momentLabel(runAt)}`] : []),
  ]
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex flex-wrap items-baseline gap-2">
        {kindLabel(task)}
        <Badge tone={state === 'failed' ? 'danger' : 'neutral'}>{state}</Badge>
      </div>
      <p className="tabular text-small text-muted">{facts.join(' · ')}</p>
      {reason && <p className="text-small text-muted">{reasonText(reason)}</p>}
    </li>
  )
}
