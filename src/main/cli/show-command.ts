import { Command } from 'commander'
import { requireArticle } from '../articles/repository.ts'
import { listHighlights } from '../highlights/repository.ts'
import { versionText } from '../highlights/select-text.ts'
import { type Action, oneLine, printable, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export function showCommand(): Command {
  const command = new Command('show')
    .description('Show one article: its text, highlights and notes.')
    .argument('<articleId>')
    .addHelpText(
      'after',
      `
Examples:
  lectern show 01930000-0000-7000-8000-000000000001
  lectern show --json 01930000-0000-7000-8000-000000000001 | jq '.highlights[].exact'`
    )
  return withLibraryOption(withJson(command))
}

export const runShow: Action<{ library?: string }> = async (shell, options, articleId = '') =>
  await withLibrary(options.library, {}, async ({ context: { db } }) => {
    const article = requireArticle(db, articleId)
    const highlights = listHighlights(db, article.id)
    const text = versionText(db, article.versionId)
    shell.json({ ...article, text, highlights })
    const head = [
      article.title,
      [article.byline, article.site, article.published].filter((part) => part !== '').join(' · '),
      article.url,
      article.tags.length > 0 ? `Tags: ${article.tags.join(', ')}` : ''
    ]
    const marks = highlights.map(({ color, exact, note, tags }) =>
      [`[${color}] ${exact}`, tags.length > 0 ? `Tags: ${tags.join(', ')}` : '', note && `Note: ${note}`]
        .filter((line) => line !== '')
        .join('\n')
    )
    const parts = [
      head
        .filter((line) => line !== '')
        .map(oneLine)
        .join('\n'),
      text,
      ...(marks.length > 0 ? ['Highlights', ...marks] : []),
      ...(article.note ? ['Note', article.note] : [])
    ]
    shell.say(printable(parts.join('\n\n')))
    return 0
  })
