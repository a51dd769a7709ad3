import { MessagePage } from '@/components/shell/message-page'

/** The same words as app/not-found.tsx, inside the library's frame. */
export default function NotFound() {
  return (
    <MessagePage title="There is nothing here">
      The address is wrong, it was deleted, or it is not yours to see.
    </MessagePage>
  )
}
