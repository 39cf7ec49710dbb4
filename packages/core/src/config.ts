import type { Known } from './experimentJson.js'

/** Stages beyond those of siamese that JSON and YAML may name: each as its value, or as the package (or file) that exports it. */
export interface Config {
  readonly stages: readonly (Known | string)[]
}

/** What `siamese.config.ts` has as its default export: `config({ stages: [mine, '@acme/losses'] })`. */
export const config = (config: Config): Config => config
