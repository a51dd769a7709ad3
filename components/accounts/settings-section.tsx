import { type ReactNode, useId } from 'react'

/** One part of the settings: what it is about, a sentence on it, its controls. */
export function SettingsSection({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-line py-8 first-of-type:border-t-0">
      <h2 id={id} className="text-title">
        {title}
      </h2>
      {lead && <p className="mt-1 max-w-prose text-muted">{lead}</p>}
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </section>
  )
}
