import type { Explanation } from '../run/explain/explain.js'
import { countOf, countText } from './numbersText.js'

/** The model, and how it is computed: names and what is said of each. */
export const computingRows = ({
  model,
  engine,
  steps,
  untrained,
}: Pick<Explanation, 'model' | 'engine' | 'steps' | 'untrained'>): readonly (readonly [string, string])[] => {
  const head = model.head === 0 ? '' : `, and ${countText(model.head)} of the loss`
  const versions = Object.entries(engine.facts.versions).map(each => each.join(' '))
  return [
    [
      'model',
      `${model.name}: ${model.architecture}, ${countOf(model.layers, 'layer')}, ${countOf(model.hidden, 'number')} a token, ${model.width} a sentence`,
    ],
    ['', `${countOf(model.parameters, 'parameter')}${head}`],
    ['engine', `${engine.name}, ${versions.join(', ')}; ${countOf(engine.facts.threads, 'thread')}`],
    ['steps', `${ways[steps.computed]}: ${steps.why}`],
    ...(untrained.length === 0 ? [] : [['untrained', `the loss does not depend on ${untrained.join(', ')}`] as const]),
  ]
}

const ways = { graph: 'as one graph', operations: 'operation by operation', refused: 'a run refuses' } as const
