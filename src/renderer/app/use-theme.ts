import { useEffect, useLayoutEffect } from 'react'
import { useData } from '../lib/use-data.ts'
import { useSettings } from '../lib/use-settings.ts'

/** Puts the chosen theme on `<html data-theme>`; `system` follows the system while the window is open. */
export function useTheme(): void {
  const { settings } = useSettings()
  const platform = useData('app.info', {}).data?.platform
  useEffect(() => {
    if (platform) document.documentElement.dataset.platform = platform
  }, [platform])
  // Before anything is painted: the page was given before the theme was known.
  useLayoutEffect(() => {
    const root = document.documentElement
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      root.dataset.theme = settings.theme === 'system' ? (dark.matches ? 'dark' : 'light') : settings.theme
    }
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [settings.theme])
}
