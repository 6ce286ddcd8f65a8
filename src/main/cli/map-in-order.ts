/**
 * Gives the results of `work` in the order of `items`, with at most `ahead` of them under way or waiting
 * to be taken: enough to keep workers busy, without holding many results in memory.
 */
export async function* mapInOrder<T, R>(
  items: Iterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>
): AsyncGenerator<{ item: T; result: PromiseSettledResult<R> }> {
  const waiting: { item: T; settled: Promise<PromiseSettledResult<R>> }[] = []
  const take = async () => {
    const { item, settled } = waiting.shift()!
    return { item, result: await settled }
  }
  for (const item of items) {
    waiting.push({ item, settled: Promise.allSettled([work(item)]).then(([only]) => only!) })
    if (waiting.length >= ahead) yield await take()
  }
  while (waiting.length > 0) yield await take()
}
