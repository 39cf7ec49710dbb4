import { routeNames } from '@siamese/core'
import { byRoute } from '../byRoute.js'
import type { OpenModel } from '../model/openModel.js'
import { tokenizeAside } from './tokenizeAside.js'
import { tokenizeManyAside } from './tokenizeManyAside.js'
import { type Tokenizing, tokenizeHere } from './tokenizing.js'

/** A thread takes 0.3 s of processor time to start and spares some 4 µs a text. */
const many = 100_000

/** A model's tokenizer: in this thread, and beside it where there are very many texts. Whoever asks closes it. */
export const tokenizeModel = (model: OpenModel): Tokenizing => {
  const { routes, usual } = model
  if (routes === undefined || usual === undefined) return tokenizeOne(model)
  const own = byRoute(route => tokenizeOne(routes[route]))
  return {
    tokenize: (texts, maxLength, route = usual) => own[route].tokenize(texts, maxLength),
    close: async () => {
      await Promise.all(routeNames.map(route => own[route].close()))
    },
  }
}

const tokenizeOne = ({ tokenizer, tokenizerFiles, lowerCase }: OpenModel): Tokenizing => {
  const { json, config, texts } = tokenizerFiles
  const text = () => texts['tokenizer.json'] ?? JSON.stringify(json)
  return tokenizeManyAside(
    tokenizeHere(tokenizer),
    started => tokenizeAside({ json: text(), config, lowerCase }, started),
    many,
  )
}
