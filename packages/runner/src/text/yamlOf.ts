import type { ExperimentJson } from '@siamese/core'
import { Document, isMap, isScalar, isSeq, visit } from 'yaml'

const width = 100

/** A pipeline as the text of a YAML file: short lists on a line, the rest below each other. */
export const yamlOf = (pipeline: ExperimentJson): string => {
  const document = new Document(pipeline, { aliasDuplicateObjects: false })
  visit(document, {
    Seq: (_, list) => {
      const [first] = list.items
      if ((first === undefined || isScalar(first)) && JSON.stringify(list.toJSON()).length <= width) list.flow = true
    },
    Map: (_, map) => {
      if (map.items.length === 0) map.flow = true
    },
    Scalar: (_, scalar) => {
      // Characters that files, editors or other readers change stand as escapes; << in quotes merges nothing.
      if (typeof scalar.value === 'string' && /[\p{Cc}\p{Cs}\u2028\u2029\ufeff]|^<<$/u.test(scalar.value))
        scalar.type = 'QUOTE_DOUBLE'
    },
  })
  // A list on a line has everything in it on that line.
  visit(document, {
    Collection: (_, inner, path) => {
      if (path.some(outer => (isSeq(outer) || isMap(outer)) && outer.flow === true)) inner.flow = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}
