import type { ReactNode } from 'react'
import { TabLinks } from '../ui/tab-links'

const TABS = [
  { href: '/admin', text: 'Overview' },
  { href: '/admin/people', text: 'People' },
  { href: '/admin/jobs', text: 'Jobs' },
  { href: '/admin/sources', text: 'Sources' },
  { href: '/admin/log', text: 'Log' },
  { href: '/admin/settings', text: 'Settings' },
]

/** The frame of the screens of the administration. @param at the address of this one */
export function AdminScreen({ at, children }: { at: string; children: ReactNode }) {
  const tabs = TABS.map((tab) => ({ ...tab, current: tab.href === at }))
  const title = at === '/admin' ? 'Administration' : `Administration: ${tabs.find((tab) => tab.current)?.text}`
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-6">
      <h1 className="sr-only">{title}</h1>
      <TabLinks label="Administration" tabs={tabs} />
      {children}
    </div>
  )
}
