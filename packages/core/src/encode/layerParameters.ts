import type { SideBySide } from './architecture.js'
import type { LayerNames } from './postNorm.js'

export type Shapes = Readonly<Record<string, readonly number[]>>

/** The shapes of a layer's weights, in the order in which a checkpoint lists them: attention, feed-forward, each with its norm. */
export const layerShapes = (layer: string, names: LayerNames, hidden: number, wide: number): Shapes => ({
  ...denseShapes(`${layer}.${names.query}`, hidden, hidden),
  ...denseShapes(`${layer}.${names.key}`, hidden, hidden),
  ...denseShapes(`${layer}.${names.value}`, hidden, hidden),
  ...denseShapes(`${layer}.${names.mixed}`, hidden, hidden),
  ...normShapes(`${layer}.${names.mixedNorm}`, hidden),
  ...denseShapes(`${layer}.${names.widened}`, wide, hidden),
  ...denseShapes(`${layer}.${names.narrowed}`, hidden, wide),
  ...normShapes(`${layer}.${names.outputNorm}`, hidden),
})

/** Query, key and value of each layer are one product: a token's row has all heads of its query, then of its key, then of its value. */
export const projectionsSideBySide = (
  layers: readonly string[],
  { projected, query, key, value }: LayerNames,
): SideBySide =>
  Object.fromEntries(
    layers.flatMap(layer =>
      ['weight', 'bias'].map(kind => [
        `${layer}.${projected}.${kind}`,
        [query, key, value].map(part => `${layer}.${part}.${kind}`),
      ]),
    ),
  )

export const denseShapes = (name: string, output: number, input: number): Shapes => ({
  [`${name}.weight`]: [output, input],
  [`${name}.bias`]: [output],
})

export const normShapes = (name: string, width: number): Shapes => ({
  [`${name}.weight`]: [width],
  [`${name}.bias`]: [width],
})
