import type { GradConfig } from '@tensorflow/tfjs-core'
import { broadcasting } from './broadcasting.js'
import { einsum } from './einsum.js'
import { flat } from './flat.js'
import { picking } from './picking.js'
import { repeating } from './repeating.js'
import { running } from './running.js'
import { splitting } from './splitting.js'

/** Gradients that tfjs has not, or has wrong, or one by one where a batch is long. */
export const ourGradients: readonly GradConfig[] = [
  ...broadcasting,
  ...flat,
  ...picking,
  ...repeating,
  ...running,
  ...splitting,
  einsum,
]
