import { AdminScreen } from '@/components/admin/admin-screen'
import { SettingsForm } from '@/components/admin/settings-form'
import { getSettings } from '@/lib/admin/settings'
import { adminContext, adminMetadata } from '../admin-context'

export const generateMetadata = () => adminMetadata('Settings · Administration')

/** What new accounts begin with, and who may make one. */
export default async function AdminSettingsPage() {
  const ctx = await adminContext()
  return (
    <AdminScreen at="/admin/settings">
      <SettingsForm settings={await getSettings(ctx)} />
    </AdminScreen>
  )
}
