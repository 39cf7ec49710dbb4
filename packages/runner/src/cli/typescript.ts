import * as hooks from 'node:module'

/** Makes `import` read TypeScript, on every Node version, and `importFrom` find packages; what comes back undoes it. */
export const readTypeScript = async (): Promise<() => Promise<void>> => {
  const { register } = await import('tsx/esm/api')
  const unregister = register()
  // tsx hooks in by one of these two ways, by Node's version; what hooks in after it has the last word.
  if ('registerHooks' in hooks) (hooks.registerHooks as RegisterHooks)({ resolve: asModule })
  hooks.register(`data:text/javascript,${encodeURIComponent(asyncAsModule)}`)
  return unregister
}

/** How `importFrom` says from where: no name of a module begins so. */
export const fromFolder = 'siamese-from:'

interface Resolved {
  readonly url: string
  readonly format?: string | null
}
type Resolve = (name: string, context: object, next: (name: string, context: object) => Resolved) => Resolved
type RegisterHooks = (hooks: { readonly resolve: Resolve }) => unknown

/** A .ts file is an ES module wherever it lies: no package.json has to say so. */
const asModule: Resolve = (name, context, next) => {
  const [plain, from] = seen(name)
  const found = next(plain, from === undefined ? context : { ...context, parentURL: from })
  return isCommonTypeScript(found) ? { ...found, url: found.url.replace(commonMark, ''), format: 'module' } : found
}
const seen = (name: string): readonly [name: string, from?: string] => {
  if (!name.startsWith(fromFolder)) return [name]
  const [from, plain] = name.slice(fromFolder.length).split(',').map(decodeURIComponent) as [string, string]
  return [plain, from]
}
/** What tsx adds to the address of a module that it takes for CommonJS: a second address would be a second module. */
const commonMark = /(?:%3F|\?)tsx-commonjs.*$/
const isCommonTypeScript = ({ url, format }: Resolved): boolean =>
  /\.ts(\?|$)/.test(url) && (format ?? '').startsWith('commonjs')

const asyncAsModule = `const from = ${JSON.stringify(fromFolder)}
export const resolve = async (name, context, next) => {
  const [parentURL, plain] = name.startsWith(from) ? name.slice(from.length).split(',').map(decodeURIComponent) : []
  const found = await (plain === undefined ? next(name, context) : next(plain, { ...context, parentURL }))
  const url = found.url.replace(${commonMark}, '')
  return /\\.ts(\\?|$)/.test(url) && (found.format ?? '').startsWith('commonjs') ? { ...found, url, format: 'module' } : found
}`
