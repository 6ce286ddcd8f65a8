import { speakChosenLanguage } from '../translate.ts'
import { runProgram } from './program.ts'
import { systemLanguages } from './with-library.ts'

const interrupt = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    interrupt.abort()
    // What is under way finishes or is taken back; asked again, the program does not wait for it.
    process.once(name, () => process.exit(130))
  })
}
// A reader that has seen enough (head, less) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

await speakChosenLanguage('system', systemLanguages())
process.exitCode = await runProgram(process.argv, interrupt.signal)
