import * as core from '@siamese/core'
import * as losses from '@siamese/losses'
import * as poolings from '@siamese/pooling'

/** The packages of stages, and the name under which programs import all of a package, where they do. */
export const packages = [
  { module: '@siamese/core', exports: core },
  { module: '@siamese/pooling', as: 'pool', exports: poolings },
  { module: '@siamese/losses', as: 'loss', exports: losses },
] as const

/** The stages that JSON, model folders and the CLI may name. */
export const vocabulary: readonly core.Known[] = packages.flatMap(({ exports }): readonly core.Known[] => exports.all)
