'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { UploadEngine } from './engine/upload-engine'
import type { UploadItem } from './engine/upload-item'
import { UploadRow } from './upload-row'

const ROW = 56
/** A row with a reason of two lines, or with what it looks like; what it really takes is measured. */
const TALL_ROW = 76

/** The files; only those in sight are in the page, however many there are. */
export function UploadRows({ engine, rows }: { engine: UploadEngine; rows: readonly UploadItem[] }) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isTall(rows[index]) ? TALL_ROW : ROW),
    getItemKey: (index) => rowKey(rows[index]),
    overscan: 6,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} tabIndex={0} aria-label="Files" className="min-h-0 flex-1 overflow-y-auto">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = rows[index]
          return (
            item && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={rows.length}
                className="absolute inset-x-0 top-0"
                style={{ minHeight: isTall(item) ? TALL_ROW : ROW, transform: `translateY(${start}px)` }}
              >
                <UploadRow engine={engine} item={item} />
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

/** The height belongs to the key: a row that fails grows, by as much as its reason is long. */
function rowKey(item: UploadItem | undefined): string {
  return item ? `${item.id}${isTall(item) ? '!' : ''}` : ''
}

function isTall(item: UploadItem | undefined): boolean {
  return item?.state === 'failed' || Boolean(item?.near)
}
