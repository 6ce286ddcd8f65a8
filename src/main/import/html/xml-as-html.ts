import { escapeHtml } from '../../../shared/escape-html.ts'

const OPEN = '<![CDATA['
const CLOSE = ']]>'

/**
 * Elements of XML that close themselves, closed: HTML would leave them open. Every tag is read once, also one that
 * never ends.
 */
export function selfClosedAsClosed(xml: string): string {
  return xml.replace(
    /<([a-z][\w:.-]*)\b((?:[^>"']+|"[^"]*"|'[^']*')*)(>?)/gi,
    (tag, name: string, attributes: string, end: string) =>
      end && attributes.endsWith('/') ? `<${name}${attributes.slice(0, -1)}></${name}>` : tag
  )
}

/** What XML sets apart as words (`<![CDATA[…]]>`) as text; for HTML it is a comment. */
export function wordsSetApart(xml: string): string {
  let at = 0
  let text = ''
  for (let open = xml.indexOf(OPEN); open >= 0; open = xml.indexOf(OPEN, at)) {
    const close = xml.indexOf(CLOSE, open)
    if (close < 0) break
    text += xml.slice(at, open) + escapeHtml(xml.slice(open + OPEN.length, close))
    at = close + CLOSE.length
  }
  return text + xml.slice(at)
}
