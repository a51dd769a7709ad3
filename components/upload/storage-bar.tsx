import { formatBytes } from '@/lib/media/format-bytes'
import { Progress } from '../ui/progress'

/** From here on the little that is left is told. */
const NEARLY = 0.9

interface StorageBarProps {
  usedBytes: number
  /** Null for no limit. */
  quotaBytes: number | null
}

/** How much of one's room is taken, and a word where it is nearly all. */
export function StorageBar({ usedBytes, quotaBytes }: StorageBarProps) {
  if (quotaBytes === null) return <p className="tabular">{formatBytes(usedBytes)} used, without a limit</p>
  const share = quotaBytes === 0 ? 1 : Math.min(1, usedBytes / quotaBytes)
  const left = Math.max(0, quotaBytes - usedBytes)
  return (
    <div className="flex flex-col gap-1">
      <p className="tabular">{`${formatBytes(usedBytes)} of ${formatBytes(quotaBytes)}`}</p>
      <Progress label="Storage used" value={share} />
      {share >= NEARLY && (
        <p className="text-danger">
          {left === 0
            ? 'Your storage is full: nothing more can be uploaded. Delete photos for ever, or ask an administrator for more.'
            : `Nearly full: ${formatBytes(left)} are left.`}
        </p>
      )}
    </div>
  )
}
