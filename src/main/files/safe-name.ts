import { isDeviceName } from '../../shared/device-names.ts'

/**
 * A file name made from a title, good on every file system: no path separators, no control or direction
 * characters, no name that Windows keeps for devices, at most `max` UTF-16 units and 3 × `max` bytes.
 */
export function safeName(title: string, fallback: string, max = 60): string {
  const clean = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/gu, ' ')
    .replace(/[/\\:*?"<>|#%]/g, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.~-]+/u, '')
    .slice(0, max)
    // A pair cut in half is no character any more.
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[\s.]+$/u, '')
  return clean === '' || isDeviceName(clean) ? fallback : clean
}
