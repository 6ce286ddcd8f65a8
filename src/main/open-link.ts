import { type BrowserWindow, dialog, shell } from 'electron'
import { AppError } from '../shared/errors.ts'
import { shorten } from '../shared/shorten.ts'
import { translate } from './translate.ts'

/**
 * The one gate to the outside: http, https and mailto, parsed, shown with the host as the network will
 * see it (punycode), opened in the system's browser only after the reader said so.
 */
export async function openLink(window: BrowserWindow, address: string): Promise<{ opened: boolean }> {
  const url = parseOutsideLink(address)
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: translate('system.linkQuestion', { host: url.protocol === 'mailto:' ? url.pathname : url.host }),
    detail: shorten(url.href, 500),
    buttons: [translate('system.linkOpen'), translate('system.linkCancel')],
    defaultId: 1,
    cancelId: 1
  })
  if (response !== 0) return { opened: false }
  await shell.openExternal(url.href)
  return { opened: true }
}

/** @throws AppError `forbidden` for anything but a plain http, https or mailto address. */
function parseOutsideLink(address: string): URL {
  const refused = new AppError('forbidden', 'errors.link.refused')
  // Control characters and backslashes are read differently by different programs.
  if (/[\u0000-\u0020\u007f\\]/.test(address.trim())) throw refused
  let url: URL
  try {
    url = new URL(address.trim())
  } catch {
    throw refused
  }
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  if (!isWeb && url.protocol !== 'mailto:') throw refused
  if (isWeb && (url.host === '' || url.username !== '' || url.password !== '')) throw refused
  return url
}
