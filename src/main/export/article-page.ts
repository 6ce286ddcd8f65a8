import { escapeHtml } from '../../shared/escape-html.ts'
import { cleanHtml } from '../import/body/build-body.ts'
import type { ArticleRecord, VersionRecord } from './article-record.ts'

/**
 * An article as one page that any browser shows: no script, no address it would fetch by itself, images
 * from the zip's own folder.
 * @param imagePath the address of an image by its hash, or undefined when it is not there
 */
export function articlePage(
  article: ArticleRecord,
  version: VersionRecord,
  html: string,
  imagePath: (hash: string) => string | undefined
): string {
  const language = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(article.language) ? article.language : ''
  const credits = [article.byline, article.site, article.published]
    .filter((part) => part !== '')
    .map(escapeHtml)
  // Quotes in text are escaped, so this can match nothing but an image of ours.
  const body = cleanHtml(html).replace(
    / src="asset:\/\/image\/([0-9a-f]{64})"/g,
    (_whole, hash: string) => ` src="${imagePath(hash) ?? ''}"`
  )
  return [
    `<!doctype html>\n<html${language ? ` lang="${language}"` : ''} dir="${article.direction}">`,
    '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(article.title)}</title>`,
    `<style>${style}</style></head>`,
    `<body><article>\n<h1 dir="auto">${escapeHtml(article.title)}</h1>`,
    version.standfirst && `<p class="standfirst" dir="auto">${escapeHtml(version.standfirst)}</p>`,
    credits.length > 0 && `<p class="credits" dir="auto">${credits.join(' · ')}</p>`,
    body,
    version.sourceLine && `<p class="credits" dir="auto">${escapeHtml(version.sourceLine)}</p>`,
    article.url &&
      `<p class="credits"><a href="${escapeHtml(article.url)}">${escapeHtml(article.url)}</a></p>`,
    '</article></body></html>\n'
  ]
    .filter((part) => part !== '' && part !== false)
    .join('\n')
}

const style =
  'body{font:1.2rem/1.6 Georgia,serif;margin:3rem auto;max-width:38em;padding:0 1rem}' +
  'img{max-width:100%;height:auto}.standfirst{font-size:1.2em}.credits,figcaption{color:#666;font-size:.85em}' +
  '.credit{display:block}.verse{white-space:pre-wrap}pre{overflow:auto}table{border-collapse:collapse}' +
  'td,th{border:1px solid #ccc;padding:.3em .6em;vertical-align:top}' +
  '.missing-image::before{content:"[" attr(aria-label) "]";color:#666}'
