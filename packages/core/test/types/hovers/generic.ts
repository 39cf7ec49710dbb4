/** Functions over any model, data or settings: what their declarations name can be imported, however long they are. */
import { type Data, encode, evaluate, filter, fragment, type Model, take, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'

export const finder = <const M extends Model>(model: M) => fragment(tokenize(model), encode(model), pool.mean())
export const cut = <const M extends Model, const N extends number>(model: M, maxLength: N) =>
  fragment(tokenize(model, { maxLength }), encode(model), pool.cls(), pool.normalize())
export const scored = <const On extends string>(on: On) =>
  fragment(loss.cosineSimilarity(), evaluate.similarity({ on }), evaluate.loss({ on }))
export const briefly = <const N extends number>(epochs: N) => train({ epochs })
export const few = <D extends Data>(data: D) => take(data, 100)
export const close = <D extends Data>(data: D) => filter(data, { column: 'score', atLeast: 3 })
