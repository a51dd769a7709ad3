import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { ProblemText } from './problem-text'
import type { SearchProblem } from './suggest/search-problem'

interface MistakeNoticeProps {
  /** The whole query as it would stand in the box. */
  text: string
  problem: SearchProblem
  /** The page that shows the filter. */
  path: string
}

/** Above a list: one of its conditions cannot be understood, so it is shown without it. */
export function MistakeNotice({ text, problem, path }: MistakeNoticeProps) {
  return (
    <div role="alert" className="mb-3 max-w-2xl rounded-panel border border-line bg-raised p-3">
      <ProblemText
        text={text}
        problem={problem}
        fix={(fix) => (
          <NavLink
            key={fix.label}
            href={`${path}?${new URLSearchParams({ q: fix.text })}`}
            className={buttonStyle('secondary', 'small', 'max-w-full')}
          >
            <span className="truncate">{fix.label}</span>
          </NavLink>
        )}
      />
      <p className="mt-2 text-muted">
        Shown without it.{' '}
        <NavLink href="/help" className="underline underline-offset-4 hover:text-ink">
          Search help
        </NavLink>
      </p>
    </div>
  )
}
