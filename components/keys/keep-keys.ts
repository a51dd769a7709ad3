/** Keys that are pressed while what they are meant for is still on its way. */
export interface KeptKeys {
  /** Stops keeping. @returns the text typed so far; null when Escape called it off */
  end: () => string | null
}

/** Keeps what is typed from now on away from the page. */
export function keepKeys(): KeptKeys {
  let text: string | null = ''
  const stop = () => window.removeEventListener('keydown', onKey, true)
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || text === null) return
    if (event.key === 'Escape') {
      text = null
      stop()
    } else if (event.key === 'Backspace') text = text.slice(0, -1)
    else if (event.key.length === 1) text += event.key
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('keydown', onKey, true)
  return {
    end: () => {
      stop()
      return text
    },
  }
}
