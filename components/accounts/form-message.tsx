/** What went wrong with a form as a whole. The region exists from the start, or screen readers would not announce it. */
export function FormMessage({ message }: { message: string | null }) {
  return (
    <div role="alert">
      {message && <p className="rounded-control border border-danger/40 px-3 py-2 text-danger">{message}</p>}
    </div>
  )
}
