/** Why: One data set needs no tasks. Cure: Begin the pipeline with the data set itself, or give two or more. */
import { data, tasks, text } from '@siamese/core'

const lines = data('lines', [['text', text]], { train: [{ text: 'A dog runs.' }] })

export const refused = tasks(lines)
