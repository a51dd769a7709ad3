/** The theme in force: the person's choice, else the system's. */
export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches
}

/** Tells when the theme in force changes. @returns how to stop that */
export function watchTheme(onChange: (dark: boolean) => void): () => void {
  let dark = isDark()
  const look = () => {
    if (dark === isDark()) return
    dark = !dark
    onChange(dark)
  }
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(look)
  system.addEventListener('change', look)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', look)
    chosen.disconnect()
  }
}
