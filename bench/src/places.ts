import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheRoot } from '@siamese/runner'

const checkout = fileURLToPath(new URL('../../', import.meta.url))

export const siamese = join(checkout, 'packages', 'runner', 'bin', 'siamese.js')
export const reference = (name: string): string => join(checkout, 'bench', 'reference', name)
export const ours = (name: string): string => fileURLToPath(new URL(`./ours/${name}`, import.meta.url))
/** Data that lie beside a checkout. */
export const dataBeside = (name: string): string => join(checkout, '..', 'shared', 'data', name)
/** What the benchmark makes for itself: its Python, its models, its lock. */
export const kept = (...names: readonly string[]): string => join(cacheRoot(), 'bench', ...names)
