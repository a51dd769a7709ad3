import { formatNumber } from '@/lib/media/format-number'
import { counted } from '@/lib/media/plural'
import type { SourceScan } from '@/lib/sources/ground/scan-contract'
import { Progress } from '../ui/progress'
import { paceWords, scanShare } from './source-words'

/** How far a scan is, as a bar and a line. */
export function ScanBar({ scan, name }: { scan: SourceScan; name: string }) {
  const pace = paceWords(scan)
  const listed = scan.listedAll ? counted(scan.listed, 'object') : `${counted(scan.listed, 'object')} so far`
  return (
    <div className="flex flex-col gap-1.5">
      <Progress value={scanShare(scan)} label={`Scan of ${name}`} />
      <p className="tabular text-small text-muted">
        {[listed, `${formatNumber(scan.ready)} read`, pace].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}
