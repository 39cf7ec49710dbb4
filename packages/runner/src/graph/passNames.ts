/** The passes of the graph compiler in their order. */
export const passNames = [
  'foldConstants',
  'columnSums',
  'ownNorms',
  'ownGelus',
  'ownDropouts',
  'ownAttention',
  'ownSums',
  'layerNorms',
  'plainReshapes',
  'bfloat16Products',
  'shareEqualNodes',
  'dropUnused',
] as const
export type PassName = (typeof passNames)[number]
