/**
 * What `prepare` makes of each item, in their order. The next `depth` items are begun before one is handed out, so that they are prepared
 * beside this thread while its user blocks it. Where an item must be fetched first, `items` is another `ahead`. Whoever leaves early waits
 * for what was begun; nothing stays running, and what was made for nobody is dropped: it should hold no tensors.
 */
export async function* ahead<Item, Made>(
  items: Iterable<Item> | AsyncIterable<Item>,
  prepare: (item: Item) => Promise<Made>,
  depth = 1,
): AsyncGenerator<Made, void, void> {
  const source: Source<Item> = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const begun: Promise<Made>[] = []
  let more = true
  const begin = async () => {
    while (more && begun.length <= depth) {
      more = false
      try {
        const next = await source.next()
        if (next.done) return
        more = true
        begun.push(quiet(prepare(next.value)))
      } catch (error) {
        begun.push(quiet(Promise.reject(error)))
      }
    }
  }
  try {
    for (await begin(); begun.length > 0; await begin()) {
      yield await begun[0]!
      begun.shift()
    }
  } finally {
    if (more) await source.return?.()
    await Promise.allSettled(begun)
  }
}

type Source<Item> = Iterator<Item> | AsyncIterator<Item>

/** A failure is told when its turn comes, not as one that nobody awaits. */
const quiet = <Made>(made: Promise<Made>): Promise<Made> => {
  made.catch(() => {})
  return made
}
