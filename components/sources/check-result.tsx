import type { SourceCheck } from '@/lib/sources/ground/contract'
import { Findings } from '../ui/findings'

/** What an attempt at a source's access showed; the last sentences say what is there and what the first scan takes. */
export function CheckResult({ check }: { check: SourceCheck }) {
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-title">{check.ok ? 'Access works' : 'Access does not work yet'}</h2>
      <Findings findings={check.findings} />
    </div>
  )
}
