/** Light, dark, or whatever the system says. The choice stays on this machine. */
export type Theme = 'system' | 'light' | 'dark'

const themes: readonly Theme[] = ['system', 'light', 'dark']
const key = 'stillwatch.theme'

export function storedTheme(): Theme {
  // Storage may be switched off; then the system decides.
  try {
    const stored = localStorage.getItem(key)
    return themes.find(one => one === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(key, theme)
  } catch {
    // Not kept; the page still follows the choice until it is left.
  }
}

export const nextTheme = (theme: Theme): Theme =>
  themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
