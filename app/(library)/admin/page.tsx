import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { SettingsSection } from '@/components/accounts/settings-section'
import { DirectModeTest } from '@/components/admin/direct-mode-test'
import { isAdmin } from '@/lib/context/actor'
import { pageContext } from '@/lib/http/page'

export const metadata: Metadata = { title: 'Administration' }

/** What administrators alone may see; for everybody else it does not exist. */
export default async function AdminPage() {
  const { actor, store } = await pageContext()
  if (actor.kind !== 'user') redirect('/login?next=/admin')
  if (!isAdmin(actor)) notFound()
  const how = store.direct
    ? 'Browsers send and fetch pictures straight at the store. The test asks the store for its CORS rule and then uploads and downloads a few bytes from this browser.'
    : 'Every byte passes through the app. With S3_PUBLIC_ENDPOINT set, browsers go straight to the store, and this test says whether they get there.'
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-6">
      <h1 className="mb-2 text-display">Administration</h1>
      <SettingsSection title="Store and direct mode" lead={how}>
        <DirectModeTest />
      </SettingsSection>
    </div>
  )
}
