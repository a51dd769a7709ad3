import type { Metadata } from 'next'
import { MessagePage } from '@/components/shell/message-page'

export const metadata: Metadata = { title: 'Not found' }

/** The one page for what does not exist and for what the visitor may not know of. */
export default function NotFound() {
  return (
    <main>
      <MessagePage title="There is nothing here">
        The address is wrong, it was deleted, or it is not yours to see.
      </MessagePage>
    </main>
  )
}
