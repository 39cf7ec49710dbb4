/** Memory that processes share: each says what it takes before it takes it, and waits until that is left. */
export interface SharedMemory {
  /** Resolves when so many bytes are left beside what others hold; undefined takes as much as the largest that is known. */
  readonly take: (who: number, bytes: number | undefined) => Promise<void>
  readonly free: (who: number) => void
  /** Whether one more like the largest would not have to wait. */
  readonly hasRoom: () => boolean
}

/** One that is alone never waits: if it does not fit, nothing that ends would make it. `waits` is told who has to, and what is left. */
export const shareMemory = (all: number, waits: (who: number, bytes: number, left: number) => void): SharedMemory => {
  const held = new Map<number, number>()
  const queue: { readonly who: number; readonly bytes: number; readonly go: () => void }[] = []
  let largest = 0
  const left = () => all - [...held.values()].reduce((sum, bytes) => sum + bytes, 0)
  const admit = () => {
    while (queue.length > 0 && (held.size === 0 || queue[0]!.bytes <= left())) {
      const { who, bytes, go } = queue.shift()!
      held.set(who, bytes)
      go()
    }
  }
  return {
    take: (who, asked) =>
      new Promise(go => {
        held.delete(who)
        const bytes = asked ?? largest
        largest = Math.max(largest, bytes)
        queue.push({ who, bytes, go })
        admit()
        if (queue.some(each => each.who === who)) waits(who, bytes, Math.max(0, left()))
      }),
    free: who => {
      held.delete(who)
      const at = queue.findIndex(each => each.who === who)
      if (at >= 0) queue.splice(at, 1)
      admit()
    },
    hasRoom: () => queue.length === 0 && (held.size === 0 || largest <= left()),
  }
}
