import type { Metadata } from 'next'
import { LogInLink } from '@/components/session/log-in-link'
import { MessagePage } from '@/components/shell/message-page'
import { buttonStyle } from '@/components/ui/button-style'
import { pageActor } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Not found' }

/** The same words for what does not exist and for what is not the visitor's to see; whoever is logged out may find it after the log-in. */
export default async function NotFound() {
  const visitor = (await pageActor()).kind === 'anonymous'
  return (
    <MessagePage
      title="There is nothing here"
      action={visitor && <LogInLink className={buttonStyle('primary')}>Log in</LogInLink>}
    >
      The address is wrong, it was deleted, or it is not yours to see.
      {visitor && ' If it is yours, log in: you come back here.'}
    </MessagePage>
  )
}
