'use client'
import type { AdminJobPage } from '@/lib/admin/jobs-contract'
import { errorSentence } from '@/lib/http/api-error'
import { Button } from '../ui/button'
import { showToast } from '../ui/toast-store'
import { kindLabel } from './job-words'
import { pauseTask } from './operate-calls'

interface JobKindsProps {
  kinds: AdminJobPage['kinds']
  onChanged: () => void
}

/** On a phone of 360 pixels all columns fit, the switch too. */
const CELL = 'pr-4 max-sm:pr-1.5'
const HEADS = ['Kind', 'Waiting', 'Running', 'Again', 'Failed', 'Pause']

/** Every kind of jobs with its numbers, and a switch that pauses it. */
export function JobKinds({ kinds, onChanged }: JobKindsProps) {
  const pause = async (task: string, paused: boolean) => {
    try {
      await pauseTask(task, paused)
      showToast(
        paused ? `“${kindLabel(task)}” is paused. What runs goes on to its end.` : `“${kindLabel(task)}” goes on.`,
      )
    } catch (error) {
      showToast(errorSentence(error), { tone: 'danger' })
    }
    onChanged()
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than a phone is scrolled by keys, too
    <section aria-label="Kinds of jobs" tabIndex={0} className="overflow-x-auto">
      <table className="tabular w-full text-left">
        <thead className="text-small text-muted">
          <tr>
            {HEADS.map((name) => (
              <th key={name} scope="col" className={`py-1 font-normal ${CELL}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ task, paused, waiting, running, retrying, failed }) => (
            <tr key={task} className="border-t border-line">
              <th scope="row" className={`py-2 font-normal ${CELL}`}>
                {kindLabel(task)}
              </th>
              <td className={CELL}>{waiting}</td>
              <td className={CELL}>{running}</td>
              <td className={CELL}>{retrying}</td>
              <td className={failed > 0 ? `${CELL} text-danger` : CELL}>{failed}</td>
              <td>
                <Button
                  size="small"
                  className="max-sm:px-2"
                  aria-label={`${paused ? 'Go on with' : 'Pause'} “${kindLabel(task)}”`}
                  onClick={() => void pause(task, !paused)}
                >
                  {paused ? 'Go on' : 'Pause'}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
