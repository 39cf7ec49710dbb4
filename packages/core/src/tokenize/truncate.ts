/** Where a text that is too long is cut: at its end, or at its beginning. */
export type Side = 'left' | 'right'

/** The first `room` ids, or the last. */
export const cut = (ids: readonly number[], room: number, side: Side): readonly number[] =>
  ids.length <= room ? ids : side === 'right' ? ids.slice(0, room) : ids.slice(ids.length - room)

/**
 * How many tokens two texts keep of `room`: one at a time goes from the longer one until they fit (longest_first); when both are cut and
 * `room` is odd, the one that was longer keeps the odd one, and the second of equals.
 */
export const longestFirst = (first: number, second: number, room: number): readonly [number, number] => {
  if (first + second <= room) return [first, second]
  const shorter = Math.min(first, second)
  const longer = Math.max(shorter, room - shorter)
  const half = Math.floor(room / 2)
  const [small, large] = shorter + longer <= room ? [shorter, longer] : [half, half + (room % 2)]
  return first > second ? [large, small] : [small, large]
}
