import { UnlockForm } from '@/components/visitor/unlock-form'

/** What stands at a link's address until its password was given: no title, no number, no picture. */
export default function Locked() {
  return <UnlockForm />
}
