import createMarkdownIt, { type MarkdownIt } from 'markdown-it'

let made: MarkdownIt | undefined

/** Made when it is first needed: that takes as long as opening the library. */
const parser = () =>
  (made ??= createMarkdownIt({ html: false, linkify: false, breaks: true }).disable('image'))

/**
 * A note's Markdown as HTML for paper and for files. HTML in it stays text; pictures are left as they were
 * written, since they would be addresses, which are never fetched.
 */
export const noteHtml = (source: string) => parser().render(source)

/** The same for one paragraph, without its element. */
export const noteLineHtml = (source: string) => parser().renderInline(source)
