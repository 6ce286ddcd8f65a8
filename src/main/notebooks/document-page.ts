import createMarkdownIt, { type MarkdownIt } from 'markdown-it'
import { escapeHtml } from '../../shared/escape-html.ts'

let parser: MarkdownIt | undefined

/** Made when a document is first written: it takes as long as opening the library. */
function documentParser(): MarkdownIt {
  if (!parser) {
    parser = createMarkdownIt({ html: false, linkify: false })
    parser.renderer.rules.image = (tokens, index) => escapeHtml(tokens[index]?.content ?? '')
  }
  return parser
}

/**
 * The document as one HTML file for any browser: no script, nothing loaded. HTML written in the notebook
 * stays text; pictures become their descriptions, since a page taken out must not fetch.
 */
export function documentPage(title: string, source: string, language: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language || 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 Georgia, serif; color: #222; background: #fff }
blockquote { margin: 1.5rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #bbb }
pre { overflow-x: auto } table { border-collapse: collapse } td, th { padding: .2rem .6rem; border: 1px solid #ccc }
</style>
</head>
<body>
${documentParser().render(source)}</body>
</html>
`
}
