import { DeadLink } from '@/components/accounts/dead-link'

/** The same page for a link that never was, was used or replaced, or has expired. */
export default function NotFound() {
  return <DeadLink title="This link does not hold">It was used, has ended, or never was. Ask for a new one.</DeadLink>
}
