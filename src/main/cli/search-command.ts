import { createInterface } from 'node:readline'
import { Command, Option } from 'commander'
import { HighlightColor } from '../../shared/highlights.ts'
import { MAX_QUERY, type SearchHit, SearchKind } from '../../shared/search.ts'
import { tell } from '../../shared/sentence.ts'
import { type Action, gather, oneLine, parseCount, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export interface SearchOptions {
  library?: string
  kind?: SearchKind[]
  tag?: string[]
  color?: HighlightColor[]
  limit?: number
}

export function searchCommand(): Command {
  const command = new Command('search')
    .description('Search articles, highlights, notes and notebooks, best first. - reads one query a line.')
    .argument('<query>', 'words to look for, or -')
    .addOption(new Option('--kind <kind...>', 'only these').choices(SearchKind.options))
    .option('--tag <tag>', 'only with this tag; may be given again', gather)
    .addOption(new Option('--color <color...>', 'only highlights of these').choices(HighlightColor.options))
    .option('--limit <n>', 'at most this many for each query (default: 50, at most 1000)', parseCount)
    .addHelpText(
      'after',
      `
Examples:
  lectern search "slow reading"
  lectern search memory --kind note --limit 5
  lectern search - --json < queries.txt`
    )
  return withLibraryOption(withJson(command))
}

export const runSearch: Action<SearchOptions> = async (shell, options, query = '') =>
  await withLibrary(options.library, {}, async ({ search }) => {
    const service = search()
    // What was written just before this call must be found.
    await service.caughtUp()
    const ask = async (words: string) => {
      const { hits, cut } = await service.query(
        {
          query: words.toWellFormed(),
          kinds: options.kind,
          tags: options.tag,
          colors: options.color,
          limit: Math.min(options.limit ?? 50, 1000)
        },
        { signal: shell.signal }
      )
      shell.json(hits.map(shortened))
      if (cut) shell.complain(tell({ key: words.length > MAX_QUERY ? 'search.cut' : 'search.partial' }))
      for (const hit of hits) {
        shell.say(
          `${hit.articleId ?? hit.notebookId}  ${hit.kind.padEnd(9)}  ${oneLine(hit.articleTitle)}\n    ${oneLine(hit.snippet)}`
        )
      }
      if (hits.length === 0) shell.say(tell({ key: 'cli.nothingFound' }))
    }
    if (query !== '-') await ask(query)
    else {
      for await (const line of createInterface({
        input: process.stdin,
        crlfDelay: Number.POSITIVE_INFINITY
      })) {
        if (shell.signal.aborted) return 1
        await ask(line)
      }
    }
    return shell.signal.aborted ? 1 : 0
  })

function shortened(hit: SearchHit) {
  const { articleId, notebookId, articleTitle, kind, score, snippet, marks, highlightId, occurrences } = hit
  return { articleId, notebookId, kind, score, snippet, title: articleTitle, highlightId, marks, occurrences }
}
