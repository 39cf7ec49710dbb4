import { pipeline, train } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = pipeline(stsb, train({ epochs: 1 }))
