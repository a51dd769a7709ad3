import { DeadLink } from '@/components/accounts/dead-link'

/** The same page for an invitation that never was, was used or withdrawn, or has expired. */
export default function NotFound() {
  return (
    <DeadLink title="This invitation does not hold">It was used, has ended, or never was. Ask for a new one.</DeadLink>
  )
}
