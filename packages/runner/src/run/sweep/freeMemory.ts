import { freemem } from 'node:os'

/** Bytes that processes may take here without others having to give some up; what a container is allowed counts, too. */
export const freeMemory = (): number => {
  const { availableMemory } = process as { readonly availableMemory?: () => number }
  const free = availableMemory?.() ?? freemem()
  const limit = process.constrainedMemory?.() ?? 0
  return limit > 0 && limit < 2 ** 50 ? Math.min(free, limit) : free
}
