import { say, told } from './say.mjs'

/**
 * Runs stages in order up to the first that fails, then says how long each took.
 * @param {readonly (readonly [name: string, run: () => Promise<number>])[]} stages
 * @returns {Promise<string | undefined>} the stage that failed
 */
export async function runStages(stages) {
  const timings = []
  let failed
  for (const [name, run] of stages) {
    say(`\n== ${name}`)
    const began = performance.now()
    const code = await run().catch((error) => {
      say(told(error))
      return 1
    })
    timings.push(`${name} ${((performance.now() - began) / 1000).toFixed(1)} s`)
    if (code !== 0) {
      failed = name
      break
    }
  }
  say(`\n${timings.join(', ')}`)
  if (failed !== undefined) say(`Stopped: ${failed} failed.`)
  return failed
}

/**
 * One stage of several that need nothing of each other and are done at the same time. All of them come to their end,
 * so that whoever mends one knows of the others.
 * @param {readonly (readonly [name: string, run: () => Promise<number>])[]} parts
 * @returns {readonly [name: string, run: () => Promise<number>]}
 */
export function together(parts) {
  const run = async () => {
    const codes = await Promise.all(
      parts.map(async ([name, part]) => {
        const code = await part().catch((error) => {
          say(told(error))
          return 1
        })
        if (code !== 0) say(`${name} failed.`)
        return code
      })
    )
    return codes.find((code) => code !== 0) ?? 0
  }
  return [parts.map(([name]) => name).join(' and '), run]
}
