import type { Known } from '@siamese/core'

/** Whether a value is a stage's constructor, as files may name it. */
export const isKnown = (value: unknown): value is Known => typeof value === 'function' && 'definition' in value
