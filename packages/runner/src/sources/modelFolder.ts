import { dirname, join } from 'node:path'
import type { ModelFile, Problems, Route } from '@siamese/core'
import { right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, of, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { gather, gatherEach } from './gather.js'
import { hashFiles } from './hashFiles.js'
import { baseNames } from './modelFiles/baseNames.js'
import { isTable, tableWeights } from './modelFiles/tableWeights.js'
import { readTruncation, truncationFolder } from './modelFiles/truncation.js'
import { readWeights } from './modelFiles/weightsFiles.js'
import { type ModelLayout, readModelLayout } from './modelLayout.js'
import { readSafetensors, type Tensors } from './safetensors.js'

/** A model folder with everything in it. */
export interface ModelFolder extends ModelLayout {
  /** The encoder's tensors under the base model's names, those that it does not read included. */
  readonly weights: Tensors
  /** For each module, those of a router in its place, its own tensors; empty for those that have none. */
  readonly moduleWeights: readonly Tensors[]
  /** The files that make the model, with their hashes, in a fixed order. */
  readonly files: readonly ModelFile[]
}

export const readModelFolder = (folder: string, route?: Route): TaskEither<Problems, ModelFolder> =>
  pipe(
    readModelLayout(folder, route),
    chain(layout =>
      pipe(
        gather({
          weights: readEncoderWeights(layout),
          moduleWeights: gatherEach((file: string | undefined) =>
            file === undefined ? of<Problems, Tensors>(new Map()) : readModuleWeights(join(folder, file)),
          )(layout.moduleWeightsFiles),
          files: hashFiles(folder, layout.fileNames),
        }),
        map(read => ({ ...layout, ...read })),
      ),
    ),
  )

const readModuleWeights = (file: string): TaskEither<Problems, Tensors> =>
  pipe(
    readSafetensors(file),
    chainEitherK(tensors =>
      dirname(file).endsWith(truncationFolder) ? readTruncation(tensors, file) : right(tensors),
    ),
  )

const readEncoderWeights = (layout: ModelLayout): TaskEither<Problems, Tensors> => {
  const { folder, architecture, encoderPath, weightsFiles } = layout
  const inner = join(folder, encoderPath)
  const named = isTable(architecture) ? tableWeights : baseNames
  return pipe(
    readWeights(inner, weightsFiles),
    chainEitherK(tensors => named(tensors, join(inner, weightsFiles.index ?? weightsFiles.files[0]!))),
  )
}
