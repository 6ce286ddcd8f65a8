import { v5 as uuidv5 } from 'uuid'
import type { HighlightColor } from '../../shared/highlights.ts'
import type { ArticleRecord, HighlightRecord, NoteRecord } from './article-record.ts'

/** What a colour looks like to programs that apply the stylesheet; Lectern reads the class's name only. */
const styles: Record<HighlightColor, string> = {
  yellow: '#ffe58f',
  green: '#c6ecb4',
  blue: '#bfe0ff',
  pink: '#ffcfe0',
  purple: '#e2d2ff'
}

/**
 * An article's highlights, notes and tags as a W3C Web Annotation collection with one page.
 * https://www.w3.org/TR/annotation-model/ — what each property holds is in docs/open-formats.md.
 */
export function articleAnnotations(article: ArticleRecord) {
  const items = article.highlights.map((highlight) => highlightAnnotation(article, highlight))
  const whole = wholeArticleAnnotation(article)
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: urn(article.id),
    type: 'AnnotationCollection',
    label: article.title,
    total: items.length + (whole ? 1 : 0),
    first: {
      id: `${urn(article.id)}#page-1`,
      type: 'AnnotationPage',
      startIndex: 0,
      items: whole ? [whole, ...items] : items
    }
  }
}

function highlightAnnotation(article: ArticleRecord, highlight: HighlightRecord) {
  const body = [
    ...(highlight.note ? [noteBody(highlight.note)] : []),
    ...highlight.tags.map(({ tag }) => tagBody(tag))
  ]
  const className = `highlight-${highlight.color}`
  return {
    id: urn(highlight.id),
    type: 'Annotation',
    motivation: 'highlighting',
    created: time(highlight.createdAt),
    modified: time(highlight.updatedAt),
    ...(body.length > 0 ? { body } : {}),
    stylesheet: {
      type: 'CssStylesheet',
      value: `.${className} { background-color: ${styles[highlight.color]} }`
    },
    target: {
      type: 'SpecificResource',
      source: {
        id: urn(highlight.versionId),
        type: 'Text',
        format: 'text/plain',
        ...(article.language ? { language: article.language } : {}),
        ...(article.url ? { via: article.url } : {})
      },
      styleClass: className,
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: highlight.exact,
          prefix: highlight.prefix,
          suffix: highlight.suffix
        },
        { type: 'TextPositionSelector', start: highlight.start, end: highlight.end }
      ]
    }
  }
}

/** The note on the article and its tags; absent when there is neither. */
function wholeArticleAnnotation(article: ArticleRecord) {
  if (!article.note && article.tags.length === 0) return undefined
  const stamps = [...(article.note ? [article.note] : []), ...article.tags].map(({ updatedAt }) => updatedAt)
  return {
    // Tags have no id of their own: this one is made from the article's and is the same every time.
    id: urn(article.note?.id ?? uuidv5('tags', article.id)),
    type: 'Annotation',
    motivation: article.note ? 'commenting' : 'tagging',
    created: time(article.note?.createdAt ?? Math.min(...stamps)),
    modified: time(Math.max(...stamps)),
    body: [...(article.note ? [noteBody(article.note)] : []), ...article.tags.map(({ tag }) => tagBody(tag))],
    target: { id: urn(article.id), type: 'Text', ...(article.url ? { via: article.url } : {}) }
  }
}

function noteBody(note: NoteRecord) {
  return {
    type: 'TextualBody',
    purpose: 'commenting',
    format: 'text/markdown',
    value: note.body,
    created: time(note.createdAt),
    modified: time(note.updatedAt)
  }
}

function tagBody(tag: string) {
  return { type: 'TextualBody', purpose: 'tagging', value: tag }
}

function urn(id: string): string {
  return `urn:uuid:${id}`
}

function time(at: number): string {
  return new Date(at).toISOString()
}
