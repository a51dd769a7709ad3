import { SettingsSection } from '@/components/accounts/settings-section'
import { AdminScreen } from '@/components/admin/admin-screen'
import { DirectModeTest } from '@/components/admin/direct-mode-test'
import { GrowthChart } from '@/components/admin/growth-chart'
import { HealthList } from '@/components/admin/health-list'
import { MailTest } from '@/components/admin/mail-test'
import { NumberList } from '@/components/admin/number-list'
import { getHealth } from '@/lib/admin/get-health'
import { getStats } from '@/lib/admin/get-stats'
import { mailIsOn } from '@/lib/mail/send-mail'
import { formatBytes } from '@/lib/media/format-bytes'
import { adminContext, adminMetadata } from './admin-context'

export const generateMetadata = () => adminMetadata('Administration')

/** The library in numbers and whether it is well; for everybody but administrators it does not exist. */
export default async function AdminPage() {
  const ctx = await adminContext()
  const [{ people, photos, bytes, queue, growth }, health] = await Promise.all([getStats(ctx), getHealth(ctx)])
  const how = ctx.store.direct
    ? 'Browsers send and fetch pictures straight at the store. The test asks the store for its CORS rule and then uploads and downloads a few bytes from this browser.'
    : 'Every byte passes through the app. With S3_PUBLIC_ENDPOINT set, browsers go straight to the store, and this test says whether they get there.'
  return (
    <AdminScreen at="/admin">
      <div>
        <SettingsSection title="Numbers">
          <NumberList
            label="Numbers"
            numbers={[
              ['Photos', photos.ready],
              ['Of them in sources', photos.fromSources],
              ['Being processed', photos.processing],
              ['Failed', photos.failed],
              ['In the trash', photos.trashed],
              ['Uploads', formatBytes(bytes.uploads)],
              ['People', people.total],
              ['Active in 30 days', people.active],
            ]}
          />
        </SettingsSection>
        <SettingsSection title="Photos that came" lead="By month, of what is still there.">
          <GrowthChart growth={growth} />
        </SettingsSection>
        <SettingsSection title="Health">
          <HealthList health={health} queue={queue} />
        </SettingsSection>
        <SettingsSection
          title="Mail"
          lead={
            mailIsOn()
              ? 'Invitations, links for new passwords and confirmations go out by SMTP_URL.'
              : 'No mail is sent: SMTP_URL is not set. Administrators hand out links themselves.'
          }
        >
          {mailIsOn() && <MailTest />}
        </SettingsSection>
        <SettingsSection title="Store and direct mode" lead={how}>
          <DirectModeTest />
        </SettingsSection>
      </div>
    </AdminScreen>
  )
}
