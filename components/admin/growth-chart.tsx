import type { AdminStats } from '@/lib/admin/stats-contract'
import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { monthLabel } from '../words/date-text'

const WIDTH = 720
const HEIGHT = 140
const GAP = 4

/** Photos that came in each of the last months, as bars and as a table. */
export function GrowthChart({ growth }: { growth: AdminStats['growth'] }) {
  const most = Math.max(1, ...growth.map(({ photos }) => photos))
  const step = WIDTH / growth.length
  return (
    <figure className="flex flex-col gap-2">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden className="w-full text-accent">
        {growth.map(({ month, photos }, index) => {
          const height = photos === 0 ? 0 : Math.max(2, (photos / most) * HEIGHT)
          return (
            <rect
              key={month}
              x={index * step + GAP / 2}
              y={HEIGHT - height}
              width={step - GAP}
              height={height}
              fill="currentColor"
            />
          )
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line-strong" />
      </svg>
      <figcaption className="flex justify-between text-small text-muted">
        <span>{monthLabel(growth[0]?.month ?? '')}</span>
        <span>At most {formatNumber(most)} a month</span>
        <span>{monthLabel(growth.at(-1)?.month ?? '')}</span>
      </figcaption>
      <details>
        <summary className="cursor-pointer text-small text-muted">As a table</summary>
        <div className="mt-2 overflow-x-auto">
          <table className="tabular w-full text-left">
            <thead className="text-small text-muted">
              <tr>
                {['Month', 'Photos', 'Uploads', 'New people'].map((name) => (
                  <th key={name} scope="col" className="py-1 pr-4 font-normal">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {growth.toReversed().map(({ month, photos, bytes, people }) => (
                <tr key={month} className="border-t border-line">
                  <th scope="row" className="py-1 pr-4 font-normal">
                    {monthLabel(month)}
                  </th>
                  <td className="pr-4">{formatNumber(photos)}</td>
                  <td className="pr-4">{formatBytes(bytes)}</td>
                  <td>{formatNumber(people)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
