'use client'
import { Fragment } from 'react'
import { type ShortcutGroup, shortcutList } from '../keys/shortcut-list'
import type { OverProps } from '../palette/over'
import { NAVIGATION } from '../session/navigation'
import { Dialog } from '../ui/dialog'

/** The sheet of every shortcut. Load it lazily. */
export function ShortcutSheet({ viewer, onClose }: OverProps) {
  const groups = shortcutList(NAVIGATION.filter(({ login }) => viewer || !login))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Keyboard shortcuts"
      description="They rest while you type."
      className="sm:max-w-3xl"
    >
      <div className="gap-x-10 sm:columns-2">
        {groups.map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </Dialog>
  )
}

function Group({ group }: { group: ShortcutGroup }) {
  return (
    <section className="mb-6 break-inside-avoid">
      <h3 className="mb-1 font-semibold">{group.title}</h3>
      <dl>
        {group.rows.map(({ keys, label }) => (
          <div key={label} className="flex min-h-8 items-center justify-between gap-4 border-b border-line py-1">
            <dt className="min-w-0">{label}</dt>
            <dd className="flex shrink-0 flex-wrap items-center justify-end gap-1">
              {keys.map((sequence, at) => (
                <Fragment key={sequence.join(' ')}>
                  {at > 0 && <span className="sr-only">or</span>}
                  {sequence.map((key, step) => (
                    <Fragment key={key}>
                      {step > 0 && <span className="text-small text-muted">then</span>}
                      <Key name={key} />
                    </Fragment>
                  ))}
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Key({ name }: { name: string }) {
  if (name === '…') return <span className="text-muted">…</span>
  const shown = name.replace('Mod', /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl')
  return (
    <kbd className="inline-flex h-6 min-w-6 items-center justify-center rounded-control border border-line-strong/50 bg-sunken px-1.5 font-sans text-small">
      {shown}
    </kbd>
  )
}
