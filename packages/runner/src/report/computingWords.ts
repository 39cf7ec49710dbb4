import type { Explanation } from '../run/explain/explain.js'
import { countOf, countText } from './numbersText.js'
import { routesText } from './routesText.js'

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
    ...modelRows(model),
    ['', `${countOf(model.parameters, 'parameter')}${head}`],
    ['engine', `${engine.name}, ${versions.join(', ')}; ${countOf(engine.facts.threads, 'thread')}`],
    ['steps', `${ways[steps.computed]}: ${steps.why}`],
    ...(untrained.length === 0 ? [] : [['untrained', `the loss does not depend on ${untrained.join(', ')}`] as const]),
  ]
}

const modelRows = (model: Explanation['model']): readonly (readonly [string, string])[] => {
  const sizes = (each: Pick<Explanation['model'], 'architecture' | 'layers' | 'hidden'>) =>
    `${each.architecture}, ${countOf(each.layers, 'layer')}, ${countOf(each.hidden, 'number')} a token`
  if (model.routes === undefined) return [['model', `${model.name}: ${sizes(model)}, ${model.width} a sentence`]]
  const [queries, documents] = routesText(model.routes, sizes)
  return [
    ['model', queries],
    ['', documents],
    ['', `${countOf(model.width, 'number')} a sentence, whichever route it takes`],
  ]
}

const ways = { graph: 'as one graph', operations: 'operation by operation', refused: 'a run refuses' } as const
