import { MessagePage } from '@/components/shell/message-page'

/** The same words for a link that never was, was revoked or has expired. */
export default function NotFound() {
  return (
    <MessagePage title="There is nothing here">
      The link is not complete, it has expired, or whoever made it has taken it back. Ask them for a new one.
    </MessagePage>
  )
}
