import type { ElectronApplication } from '@playwright/test'

interface ProfileNode {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[]
}
interface Profile {
  nodes: ProfileNode[]
  samples?: number[]
  timeDeltas?: number[]
}
type Profiling = typeof globalThis & { profiler?: import('node:inspector').Session }

/** Begins to write down which functions main is in, every millisecond. It costs some work itself. */
export async function beginProfile(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(async () => {
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    ;(globalThis as Profiling).profiler = session
    const post = (method: string, params?: object) =>
      new Promise<void>((done, fail) =>
        session.post(method, params ?? {}, (error) => (error ? fail(error) : done()))
      )
    await post('Profiler.enable')
    await post('Profiler.setSamplingInterval', { interval: 1000 })
    await post('Profiler.start')
  })
}

/** Milliseconds main was in each function of its own code, what it called included, by name and place. */
export async function endProfile(electron: ElectronApplication): Promise<Map<string, number>> {
  const profile = await electron.evaluate(async () => {
    const session = (globalThis as Profiling).profiler!
    const taken = await new Promise<object>((done, fail) =>
      session.post('Profiler.stop', (error, answer) => (error ? fail(error) : done(answer.profile)))
    )
    session.disconnect()
    delete (globalThis as Profiling).profiler
    return JSON.stringify(taken)
  })
  return inclusiveTimes(JSON.parse(profile) as Profile)
}

function inclusiveTimes({ nodes, samples = [], timeDeltas = [] }: Profile): Map<string, number> {
  const self = new Map<number, number>()
  samples.forEach((id, at) => {
    self.set(id, (self.get(id) ?? 0) + timeDeltas[at]! / 1000)
  })
  const byId = new Map(nodes.map((one) => [one.id, one]))
  const times = new Map<string, number>()
  const nameOf = ({ functionName, url, lineNumber }: ProfileNode['callFrame']) =>
    functionName === '(garbage collector)'
      ? functionName
      : url.includes('/out/main/')
        ? `${functionName || '(no name)'} ${url.split('/').at(-1)}:${lineNumber + 1}`
        : undefined
  // Deep trees: no recursion. What is already above in the stack is not counted twice.
  const visit: { id: number; above: ReadonlySet<string> }[] = [{ id: nodes[0]!.id, above: new Set() }]
  for (let next = visit.pop(); next; next = visit.pop()) {
    const node = byId.get(next.id)!
    const name = nameOf(node.callFrame)
    const above = name === undefined || next.above.has(name) ? next.above : new Set([...next.above, name])
    const took = self.get(node.id) ?? 0
    if (took > 0) for (const one of above) times.set(one, (times.get(one) ?? 0) + took)
    for (const id of node.children ?? []) visit.push({ id, above })
  }
  return times
}
