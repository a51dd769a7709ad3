import { MessagePage } from '../shell/message-page'

/** The same words for a link that never was, was revoked or has expired. There is no way on: who has a link may have no account. */
export function NothingHere() {
  return (
    <MessagePage title="There is nothing here" outside>
      The link is not complete, it has expired, or whoever made it has taken it back. Ask them for a new one.
    </MessagePage>
  )
}
