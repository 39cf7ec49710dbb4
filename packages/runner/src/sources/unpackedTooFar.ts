/** Texts and weights shrink to a tenth; what was made to fill a disk or the memory shrinks to a thousandth. */
export const mostTimes = 100
const always = 2 ** 24

export const unpackedTooFar = (bytes: number, packedBytes: number): boolean =>
  bytes > always && bytes > mostTimes * packedBytes
