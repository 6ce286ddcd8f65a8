/**
 * The rich text of what was copied or is dragged. Firefox gives it to other programs of X11 in UTF-16, which Chromium
 * reads as UTF-8: of text in Latin letters without accents every letter is still there, with NULs between. Of any
 * other text letters are gone, and the plain text says more; the rest is given where there is none.
 */
export function richTextOf(data: Pick<DataTransfer, 'getData'>): string {
  const html = data.getData('text/html').replace(/^\ufeff/, '')
  if (!html.includes('\0')) return html
  const letters = html.replace(/^\ufffd\ufffd/, '')
  const pairs = letters.startsWith('\0') ? /^(?:\0[\t\n\r -~])*$/ : /^(?:[\t\n\r -~]\0)*$/
  if (!pairs.test(letters) && data.getData('text/plain').trim() !== '') return ''
  return letters.replaceAll('\0', '')
}
