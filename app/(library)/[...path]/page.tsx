import { notFound } from 'next/navigation'

/** Addresses without a screen look like those of screens that one may not know of. */
export default function UnknownPage(): never {
  notFound()
}

export function generateMetadata(): never {
  notFound()
}
