import { inlineText } from '../article/block-text.ts'
import { finishArticle } from '../article/finish-article.ts'
import type { DirectImporter } from '../article/importer.ts'
import { sameWords } from '../article/same-words.ts'
import { siteOf, webAddress } from '../article/web-address.ts'
import { blocksFromHtml } from '../blocks/blocks-from-html.ts'
import { parseHtml } from '../html/html-tree.ts'
import { decode } from '../source/decode.ts'
import { markdownExtensions } from '../source/known-extensions.ts'
import { readFrontMatter } from '../text/front-matter.ts'
import { headingAsTitle } from '../web-page/html.ts'
import { createMarkdownParser } from './markdown-parser.ts'

/** Markdown, with YAML front matter when there is some. */
export const importMarkdown: DirectImporter = {
  name: 'markdown/1',
  extensions: markdownExtensions,
  recognises: (head) =>
    /^(?:\xef\xbb\xbf)?---\r?\n(?:#[^\n]*\n)*[A-Za-z_][\w -]{0,40}:[^\n]*\n[\s\S]*?\n---\s*(?:\n|$)/.test(
      head
    ),
  run({ bytes, fileName, address, charset, resource }) {
    const { text, encoding, guessed } = decode(bytes, fileName, charset)
    const { matter, body } = readFrontMatter(text)
    const { root, warnings } = parseHtml(createMarkdownParser().render(body), 'fragment')
    const content = blocksFromHtml(root, {
      baseUrl: webAddress(matter.url) || webAddress(address),
      language: matter.language,
      resource
    })
    let { title, blocks } = headingAsTitle(content.blocks)
    const [first] = content.blocks
    if (matter.title) {
      const repeated = first?.type === 'heading' && sameWords(inlineText(first.children), matter.title)
      title = matter.title
      blocks = repeated ? content.blocks.slice(1) : content.blocks
    }
    return finishArticle(
      {
        ...matter,
        url: webAddress(matter.url) || webAddress(address),
        site: matter.site || siteOf(webAddress(matter.url) || webAddress(address)),
        title,
        blocks,
        importer: this.name,
        mediaType: 'text/markdown',
        encoding,
        guessed,
        assets: content.assets,
        warnings: [...warnings, ...content.warnings]
      },
      fileName
    )
  }
}
