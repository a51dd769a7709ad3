import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import type { SourceCheck } from '@/lib/sources/contract'

const LEVELS = {
  good: { icon: CircleCheck, name: 'Good', style: 'text-ink' },
  notice: { icon: CircleAlert, name: 'Worth knowing', style: 'text-accent' },
  bad: { icon: CircleX, name: 'Must be put right', style: 'text-danger' },
} as const

/** What an attempt at a source's access showed: a sentence for each thing that was tried; the last ones say what is there and what the first scan takes. */
export function CheckResult({ check }: { check: SourceCheck }) {
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-title">{check.ok ? 'Access works' : 'Access does not work yet'}</h2>
      <ul className="flex flex-col gap-2">
        {check.findings.map(({ what, level, text }) => {
          const { icon: Icon, name, style } = LEVELS[level]
          return (
            <li key={`${what}-${text}`} className="flex gap-3">
              <Icon aria-hidden size={18} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${style}`} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="sr-only">{name}: </span>
                {text}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
