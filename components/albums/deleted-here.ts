const deleted = new Set<string>()

/** Notes that this page itself deletes an album, and goes on to another screen: news of it are none then. @returns takes it back */
export function noteDeletedHere(id: string): () => void {
  deleted.add(id)
  return () => deleted.delete(id)
}

/** Whether an album was deleted in this tab. */
export function isDeletedHere(id: string): boolean {
  return deleted.has(id)
}
