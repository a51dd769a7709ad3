import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'

interface Finding {
  what: string
  level: keyof typeof LEVELS
  text: string
}

const LEVELS = {
  good: { icon: CircleCheck, name: 'Good', style: 'text-ink' },
  notice: { icon: CircleAlert, name: 'Worth knowing', style: 'text-accent' },
  bad: { icon: CircleX, name: 'Must be put right', style: 'text-danger' },
} as const

/** What an attempt showed: a sentence for each thing that was tried. */
export function Findings({ findings }: { findings: Finding[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {findings.map(({ what, level, text }) => {
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
  )
}
