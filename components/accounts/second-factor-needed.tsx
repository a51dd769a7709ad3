/** For an administrator who wanted to go where a second factor is needed. */
export function SecondFactorNeeded() {
  return (
    <p role="status" className="my-4 rounded-control border border-line-strong px-3 py-2">
      Administrators need a second factor here. Set yours up below, under “Second factor”; then the administration opens
      again.
    </p>
  )
}
