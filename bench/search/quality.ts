import { judge, mean, percentile, type Quality, readCollection, table } from './collections.ts'
import { type Doc, type Engine, everyone, fts5, lectern, miniSearch, miniSearchStemmed } from './engines.ts'
import { random } from './synthetic.ts'

const figure = (value: number) => value.toFixed(3)

/** nDCG@10, MRR@10, Recall@50 and times of every engine on every collection beside the checkout. */
export async function benchQuality(): Promise<void> {
  for (const name of ['cranfield', 'xquad']) {
    const collection = readCollection(name)
    if (collection === undefined) continue
    const rows: string[][] = []
    const byGroup: string[][] = []
    const groups = [...new Set(collection.queries.map((query) => groupOf(name, query.id)))]
    let peer = 0
    for (const build of everyone) {
      const engine = await build(collection.docs)
      const times: number[] = []
      const judged = new Map<string, Quality[]>(groups.map((group) => [group, []]))
      for (const query of collection.queries) {
        const began = performance.now()
        const ranked = await engine.search(query.text)
        times.push(performance.now() - began)
        judged
          .get(groupOf(name, query.id))
          ?.push(judge(ranked, collection.relevant.get(query.id) ?? new Map()))
      }
      await engine.close()
      const means = groups.map((group) => mean(judged.get(group) ?? []))
      const all = mean(means)
      if (engine.name.startsWith('FTS5 porter')) peer = all.ndcg
      rows.push([
        engine.name,
        figure(all.ndcg),
        figure(all.mrr),
        figure(all.recall),
        percentile(times, 0.5).toFixed(1),
        percentile(times, 0.95).toFixed(1),
        String(all.ndcg)
      ])
      byGroup.push([engine.name, ...means.map((each) => figure(each.ndcg))])
    }
    console.log(`${name}: ${collection.docs.length} documents, ${collection.queries.length} queries`)
    table(
      ['engine', 'nDCG@10', '× FTS5', 'MRR@10', 'R@50', 'p50 ms', 'p95 ms'],
      rows.map(([engine = '', ndcg = '', mrr = '', recall = '', p50 = '', p95 = '', exact]) => [
        engine,
        ndcg,
        (Number(exact) / peer).toFixed(3),
        mrr,
        recall,
        p50,
        p95
      ])
    )
    if (groups.length > 1) {
      console.log('nDCG@10 by language')
      table(['engine', ...groups], byGroup)
    }
  }
}

function groupOf(collection: string, query: string): string {
  return collection === 'xquad' ? query.slice(0, 2) : 'all'
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** One letter put in, left out, replaced or swapped, anywhere in one of the longer words. */
function slip(title: string, next: () => number): string {
  const words = title.split(' ')
  const long = words.map((_, at) => at).filter((at) => (words[at]?.length ?? 0) >= 5)
  const at = long[Math.floor(next() * long.length)]
  if (at === undefined) return title
  const word = words[at] ?? ''
  const place = Math.floor(next() * (word.length - 1))
  const letter = LETTERS[Math.floor(next() * LETTERS.length)] ?? 'x'
  const kinds = [
    word.slice(0, place) + letter + word.slice(place),
    word.slice(0, place) + word.slice(place + 1),
    word.slice(0, place) + letter + word.slice(place + 1),
    word.slice(0, place) + (word[place + 1] ?? '') + (word[place] ?? '') + word.slice(place + 2)
  ]
  words[at] = kinds[Math.floor(next() * kinds.length)] ?? word
  return words.join(' ')
}

/** Whether a title brings up its own document among the first ten: in full, cut short, with a slip. */
export async function benchKnownItems(): Promise<void> {
  const collection = readCollection('cranfield')
  if (collection === undefined) return
  const docs: Doc[] = collection.docs.filter((doc) => doc.title.split(' ').length >= 3)
  const sample = docs.filter((_, at) => at % 4 === 0)
  const ask: [string, (title: string, next: () => number) => string][] = [
    ['full title', (title) => title],
    [
      'last word cut to 60 %',
      (title) => {
        const words = title.split(/\s+/)
        const last = words.pop() ?? ''
        return [...words, last.slice(0, Math.max(1, Math.ceil(last.length * 0.6)))].join(' ')
      }
    ],
    ['one slip', slip],
    [
      'three words, one slip',
      (title, next) => {
        const words = title.split(/\s+/).filter((word) => word.length >= 5)
        const from = Math.floor(next() * Math.max(1, words.length - 2))
        return slip(words.slice(from, from + 3).join(' '), next)
      }
    ]
  ]
  const engines: Engine[] = []
  for (const build of [lectern, fts5, miniSearch, miniSearchStemmed]) engines.push(await build(docs))
  const rows: string[][] = []
  for (const [name, change] of ask) {
    const cells: string[] = []
    for (const engine of engines) {
      const next = random(7)
      let found = 0
      for (const doc of sample) {
        const ranked = await engine.search(change(doc.title.replace(/ \.$/, ''), next))
        if (ranked.slice(0, 10).includes(doc.id)) found++
      }
      cells.push(figure(found / sample.length))
    }
    rows.push([name, ...cells])
  }
  for (const engine of engines) await engine.close()
  console.log(`Known items, success@10 (${sample.length} titles of cranfield)`)
  table(['query', ...engines.map((engine) => engine.name)], rows)
}
