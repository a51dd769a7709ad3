import { NothingHere } from '@/components/visitor/nothing-here'

/** The same page for a link that never was, was revoked or has expired. */
export default function NotFound() {
  return <NothingHere />
}
