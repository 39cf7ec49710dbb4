import { createRequire } from 'node:module'
import { version } from '../../version.js'

const require = createRequire(import.meta.url)
const versionOf = (name: string): string => (require(`${name}/package.json`) as { readonly version: string }).version

/** The versions of siamese's own packages. */
export const packageVersions = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(['@siamese/core', '@siamese/losses', '@siamese/pooling'].map(name => [name, versionOf(name)])),
  '@siamese/runner': version,
})
