import type { ReactNode } from 'react'
import type { SearchFix, SearchProblem } from './suggest/search-problem'

interface ProblemTextProps {
  text: string
  problem: SearchProblem
  /** How a way out is offered: a button under the box, a link on a page. */
  fix: (fix: SearchFix) => ReactNode
}

/** The mistake, marked in what was typed, and the ways out of it. */
export function ProblemText({ text, problem, fix }: ProblemTextProps) {
  const { at, message, hint, fixes } = problem
  return (
    <>
      {at !== null && (
        <p aria-hidden className="mb-2 [overflow-wrap:anywhere] rounded-control bg-sunken px-2 py-1">
          {text.slice(0, at.start)}
          <mark className="bg-transparent font-semibold text-danger underline decoration-wavy underline-offset-4">
            {text.slice(at.start, at.end) || ' …'}
          </mark>
          {text.slice(at.end)}
        </p>
      )}
      <p className="text-danger">
        {message}
        {at !== null && <span className="sr-only"> At character {at.start + 1}.</span>}
      </p>
      {hint && <p className="mt-1 text-muted">{hint}</p>}
      {fixes.length > 0 && <div className="mt-2 flex flex-wrap gap-2">{fixes.map((one) => fix(one))}</div>}
    </>
  )
}
