import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { app } from 'electron'

/** What the app is given from outside: files to import, `lectern:` links. */
export interface Given {
  files: string[]
  links: string[]
}

const waiting: Given[] = []
let receive = (given: Given): void => void waiting.push(given)

/** Files among command line arguments: what exists and is no switch. A name can never become an option. */
function filesIn(argv: readonly string[], workingDirectory: string): string[] {
  // While developing, what stands before the app's own path is Electron's: a script it is to load is no article.
  const own = argv.findIndex((argument) => resolve(workingDirectory, argument) === app.getAppPath())
  return argv
    .slice(app.isPackaged ? 1 : own === -1 ? 2 : own + 1)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(workingDirectory, argument))
    .filter((path) => existsSync(path))
}

const linksIn = (argv: readonly string[]) => argv.filter((argument) => /^lectern:/i.test(argument))

/** Takes what comes from now on, also before there is anything that can use it. */
export function listenForGiven(): void {
  app.on('second-instance', (_event, argv, workingDirectory) => {
    receive({ files: filesIn(argv, workingDirectory), links: linksIn(argv) })
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    receive({ files: [], links: [link] })
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    receive({ files: [path], links: [] })
  })
  const first = { files: filesIn(process.argv, process.cwd()), links: linksIn(process.argv) }
  if (first.files.length + first.links.length > 0) receive(first)
}

/** Hands over what came so far, and what will come. */
export function receiveGiven(receiver: (given: Given) => void): void {
  receive = receiver
  for (const given of waiting.splice(0)) receiver(given)
}
