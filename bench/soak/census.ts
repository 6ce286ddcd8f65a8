import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession, ElectronApplication } from '@playwright/test'

/** How many there are of each thing, or how many bytes, by a name that says what it is. */
export type Census = ReadonlyMap<string, number>

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
  strings: string[]
}

// Whoever takes a snapshot gives every object a number, and keeps the numbers of all of them from then on: 17 to
// 26 MB in each process, a growth of the test's own. Both let go of them afterwards (`HeapProfiler.disable`).

/** Bytes of the window's JavaScript by kind and constructor, from a snapshot of its heap. Collects garbage first. */
export async function heapCensus(inspector: CDPSession): Promise<Census> {
  const pieces: string[] = []
  const take = ({ chunk }: { chunk: string }) => pieces.push(chunk)
  inspector.on('HeapProfiler.addHeapSnapshotChunk', take)
  await inspector.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  inspector.off('HeapProfiler.addHeapSnapshotChunk', take)
  await inspector.send('HeapProfiler.disable')
  return countBytes(pieces.join(''))
}

/** The same of main. */
export async function mainHeapCensus(electron: ElectronApplication, folder: string): Promise<Census> {
  const file = join(folder, 'main.heapsnapshot')
  await electron.evaluate(async (_, path) => {
    process.getBuiltinModule('node:v8').writeHeapSnapshot(path)
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    await new Promise<void>((done) => session.post('HeapProfiler.disable', () => done()))
    session.disconnect()
  }, file)
  const census = countBytes(readFileSync(file, 'utf8'))
  rmSync(file)
  return census
}

function countBytes(json: string): Census {
  const { snapshot, nodes, strings } = JSON.parse(json) as Snapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field))
  const bytes = new Map<string, number>()
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type!]!]!
    // The words of a string and the source of a function name nothing.
    const label =
      kind === 'object' || kind === 'closure' || kind === 'native' ? strings[nodes[at + name!]!]! : ''
    const key = `${kind} ${label.slice(0, 60)}`
    bytes.set(key, (bytes.get(key) ?? 0) + nodes[at + size!]!)
  }
  return bytes
}

/**
 * The listeners of everything in the window's heap that can be listened to, elements taken out of the page too,
 * by event and target.
 */
export async function listenerCensus(inspector: CDPSession): Promise<Census> {
  const evaluate = (expression: string, returnByValue: boolean) =>
    inspector.send('Runtime.evaluate', { expression, returnByValue, includeCommandLineAPI: true })
  const prototype = await evaluate('EventTarget.prototype', false)
  const { objects } = await inspector.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.result.objectId!,
    objectGroup: 'census'
  })
  await inspector.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { globalThis.censusTargets = this }'
  })
  const { result, exceptionDetails } = await evaluate(
    `(() => {
      const counts = {}
      for (const target of censusTargets) {
        // A prototype is in the heap too, and refuses to be asked.
        if (Object.hasOwn(target, 'constructor')) continue
        const isElement = target instanceof Element
        const what = isElement
          ? target.localName + (target.className && typeof target.className === 'string' ? '.' + target.className.split(' ')[0] : '') + (target.isConnected ? '' : ' (out of the page)')
          : target.constructor.name
        for (const [event, list] of Object.entries(getEventListeners(target)))
          counts[what + ' ' + event] = (counts[what + ' ' + event] ?? 0) + list.length
      }
      delete globalThis.censusTargets
      return counts
    })()`,
    true
  )
  await inspector.send('Runtime.releaseObjectGroup', { objectGroup: 'census' })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return new Map(Object.entries(result.value as Record<string, number>))
}

/**
 * Bytes of everything but compiled code and what the engine keeps beside it: functions go on being compiled the
 * first time they run, also after thousands of actions, and of those there are only so many.
 */
export function withoutCode(heap: Census): number {
  let bytes = 0
  for (const [name, size] of heap) if (!/^(?:code|hidden) /.test(name)) bytes += size
  return bytes
}

/** What there is more of, most first, as lines. */
export function growthOf(before: Census, after: Census, most: number): string[] {
  return [...after]
    .map(([name, count]) => ({ name, from: before.get(name) ?? 0, to: count }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, most)
    .map(
      ({ name, from, to }) => `${name}: ${Math.round(from)} → ${Math.round(to)} (+${Math.round(to - from)})`
    )
}
