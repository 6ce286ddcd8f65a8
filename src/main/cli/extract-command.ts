import { Command } from 'commander'
import { tell } from '../../shared/sentence.ts'
import { cleanHtml, runningText } from '../import/body/build-body.ts'
import type { ImportOutcome } from '../import/worker/import-runner.ts'
import { ADDRESS_MEANS, failureOf, type Given, readFiles } from './read-files.ts'
import { type Action, oneLine, printable, withJson } from './shell.ts'

export function extractCommand(): Command {
  const command = new Command('extract')
    .description('Show what an import would keep. Nothing is stored and no library is opened.')
    .argument('<files...>', 'files, folders, web addresses, or -')
    .option('--name <name>', 'what standard input is called', 'Standard input')
    .option('--address <url>', ADDRESS_MEANS)
    .addHelpText(
      'after',
      `
Examples:
  lectern extract article.html
  lectern extract --address https://example.org/essays/tides page.html
  lectern extract --json *.html > articles.jsonl`
    )
  return withJson(command)
}

export const runExtract: Action<Given> = async (shell, options, ...paths) => {
  let failed = 0
  let total = 0
  for await (const read of readFiles(paths, options, shell.signal, shell.complain)) {
    total++
    if (!read.outcome) {
      failed++
      const error = failureOf(read)
      shell.json({ file: read.file, error })
      shell.complain(oneLine(error))
      continue
    }
    const { article, body } = read.outcome
    shell.json({ file: read.file, ...extractedArticle(read.outcome) })
    const head = [article.title, article.standfirst, article.byline, article.published]
    const text = body.text.slice(body.bodyStart, body.bodyEnd)
    shell.say(printable(`${[...head.filter((line) => line !== '').map(oneLine), '', text].join('\n')}\n`))
  }
  if (total === 0) shell.complain(tell({ key: 'cli.nothingToRead' }))
  return failed > 0 || total === 0 || shell.signal.aborted ? 1 : 0
}

function extractedArticle({ article, body }: ImportOutcome) {
  const { running, captions } = runningText(body)
  return {
    title: article.title,
    standfirst: article.standfirst,
    byline: article.byline,
    site: article.site,
    published: article.published,
    modified: article.modified,
    licence: article.licence,
    language: article.language,
    direction: article.direction,
    leadImage: article.leadImage,
    leadImageUrl: article.leadImageUrl,
    html: cleanHtml(body.html),
    text: running,
    captions,
    warnings: article.warnings.map(tell)
  }
}
