import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of an encoder, from the config.json in its folder. */
export interface Sizes {
  readonly hidden: number
  readonly intermediate: number
  readonly layers: number
}

export const sizesOf = (folder: string): Sizes => {
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
  return {
    hidden: Number(config.hidden_size),
    intermediate: Number(config.intermediate_size),
    layers: Number(config.num_hidden_layers),
  }
}
