import { formatNumber } from '@/lib/media/format-number'

interface NumberListProps {
  label: string
  /** What is counted, and how many. */
  numbers: [string, string | number][]
}

/** Numbers with what they count. */
export function NumberList({ label, numbers }: NumberListProps) {
  return (
    <dl aria-label={label} className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {numbers.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-small text-muted">{name}</dt>
          <dd className="tabular text-title">{typeof value === 'number' ? formatNumber(value) : value}</dd>
        </div>
      ))}
    </dl>
  )
}
