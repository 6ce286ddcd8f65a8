import { resolve } from 'node:path'

const entry = resolve(import.meta.dirname, 'src/renderer/main.tsx')

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null
}

const seen = new WeakMap<Graph, Set<string>>()

/** Everything the window's first script imports, and what that imports. */
function firstModules(graph: Graph): Set<string> {
  const known = seen.get(graph)
  if (known) return known
  const found = new Set<string>()
  const waiting = [entry]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []))
  }
  // The entry stays a file of its own: the page names it.
  found.delete(entry)
  seen.set(graph, found)
  return found
}

/**
 * One file for all that the first screen needs. Left to itself the bundler makes thirty of it, one for every
 * set of later parts that need it too, and each is asked for by itself before anything is shown.
 */
export const firstChunk = {
  includeDependenciesRecursively: false,
  groups: [
    {
      debugName: 'first',
      name: (id: string, graph: Graph) => (firstModules(graph).has(id) ? 'first' : null),
      test: /\.(?!css)\w+$|\0/
    }
  ]
}
