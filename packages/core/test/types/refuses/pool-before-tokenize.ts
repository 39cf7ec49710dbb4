import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'

export const refused = pipeline(stsb, pool.mean())
