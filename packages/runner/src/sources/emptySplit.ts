import type { Data } from '@siamese/core'

/** The sentence about a split that has no row. */
export const emptySplit = ({ data, origin }: Data, split: string): string =>
  'of' in origin || 'concatenate' in origin
    ? `${data} has no row in ${split}; loosen what take, filter or split leaves of it`
    : `${data} has no row in ${split}; give it a file with rows, or leave the split out`
