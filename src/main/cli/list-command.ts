import { Command, Option } from 'commander'
import { ArticleFilter, type ArticleSort, ArticleState, articleSorts } from '../../shared/articles.ts'
import { tell } from '../../shared/sentence.ts'
import { studyDay } from '../../shared/study-day.ts'
import { listArticles } from '../articles/repository.ts'
import { listDue } from '../queue/repository.ts'
import { readSettings } from '../settings/handlers.ts'
import { type Action, oneLine, parseCount, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export interface ListOptions {
  library?: string
  state?: ArticleState
  tag?: string
  starred?: true
  trash?: true
  due?: true
  sort: ArticleSort
  limit?: number
}

const sorts: readonly string[] = articleSorts

export function listCommand(): Command {
  const command = new Command('list')
    .description('List the articles of the library, newest first.')
    .addOption(new Option('--state <state>', 'only these').choices(ArticleState.options))
    .option('--tag <tag>', 'only articles with this tag')
    .option('--starred', 'only starred articles')
    .option('--trash', 'what is in the Trash instead')
    .option('--due', 'what comes back to be read today, in that order; nothing else narrows it')
    .addOption(new Option('--sort <by>', 'order').choices(sorts).default('added'))
    .option('--limit <n>', 'at most this many', parseCount)
    .addHelpText(
      'after',
      `
Examples:
  lectern list --limit 20
  lectern list --state later --tag history
  lectern list --json | jq -r .id`
    )
  return withLibraryOption(withJson(command))
}

/** Rows read at once. */
const PAGE = 500

export const runList: Action<ListOptions> = async (shell, options) =>
  await withLibrary(options.library, {}, async ({ context: { db, now } }) => {
    if (options.due) {
      const { items } = listDue(db, studyDay(now(), readSettings(db).studyDayStart), options.limit ?? -1)
      for (const { articleId: id, ...item } of items) {
        shell.json({ id, ...item })
        shell.say(`${id}  ${oneLine(item.title)}  (${item.priority})`)
      }
      return 0
    }
    const { state, tag, starred, trash } = options
    const filter = ArticleFilter.parse({ state, tag, starred, trashed: trash ?? false })
    const most = options.limit ?? Number.POSITIVE_INFINITY
    for (let offset = 0; offset < most && !shell.signal.aborted; offset += PAGE) {
      const page = { offset, limit: Math.min(PAGE, most - offset) }
      const { items } = listArticles(db, filter, options.sort, options.sort !== 'title', page)
      for (const article of items) {
        shell.json(article)
        const facts = [
          article.site || article.byline,
          tell({ key: 'cli.words', values: { count: article.wordCount } }),
          article.state
        ]
        shell.say(`${article.id}  ${oneLine(article.title)}  (${oneLine(facts.filter(Boolean).join(', '))})`)
      }
      if (items.length < page.limit) break
    }
    return 0
  })
