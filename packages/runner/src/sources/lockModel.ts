import type { Model, Route } from '@siamese/core'
import type { ModelFolder } from './modelFolder.js'

/** What a lock says of a model: its source as written there, what its folder declares, and the sizes its architecture reads off the configuration. */
export const lockModel = (
  name: string,
  source: string,
  folder: Pick<ModelFolder, 'architecture' | 'maxLength' | 'modules' | 'files' | 'prompts' | 'similarity'>,
  lowerCase: boolean,
  sizes: Pick<Model, 'hidden' | 'layers' | 'positions' | 'vocabulary'>,
  route?: Route,
): Model => ({
  model: name,
  architecture: folder.architecture,
  hidden: sizes.hidden,
  layers: sizes.layers,
  positions: sizes.positions,
  vocabulary: sizes.vocabulary,
  maxLength: Math.min(folder.maxLength, sizes.positions),
  modules: folder.modules.map(({ stage }) => stage),
  lowerCase,
  ...promptsOf(folder.prompts),
  // Every folder that is written today says cosine, which is what everybody means.
  ...(folder.similarity === 'cosine' ? {} : { similarity: folder.similarity }),
  origin: {
    source,
    ...(route === undefined ? {} : { route }),
    files: folder.files.map(({ path, sha256 }) => ({ path, sha256 })),
  },
})

/** A prompt without a text is none. */
const promptsOf = (prompts: ModelFolder['prompts']): Pick<Model, 'prompts'> => {
  const named = Object.entries(prompts).filter(([, text]) => text !== '')
  return named.length === 0 ? {} : { prompts: named }
}
