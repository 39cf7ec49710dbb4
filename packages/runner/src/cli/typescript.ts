import * as hooks from 'node:module'

/** Makes `import` read TypeScript, on every Node version; what comes back undoes it. */
export const readTypeScript = async (): Promise<() => Promise<void>> => {
  const { register } = await import('tsx/esm/api')
  const unregister = register()
  // tsx hooks in by one of these two ways, by Node's version; what hooks in after it has the last word.
  if ('registerHooks' in hooks) (hooks.registerHooks as RegisterHooks)({ resolve: asModule })
  hooks.register(`data:text/javascript,${encodeURIComponent(asyncAsModule)}`)
  return unregister
}

interface Resolved {
  readonly url: string
  readonly format?: string | null
}
type Resolve = (name: string, context: object, next: (name: string, context: object) => Resolved) => Resolved
type RegisterHooks = (hooks: { readonly resolve: Resolve }) => unknown

/** A .ts file is an ES module wherever it lies: no package.json has to say so. */
const asModule: Resolve = (name, context, next) => {
  const found = next(name, context)
  return isCommonTypeScript(found) ? { ...found, format: 'module' } : found
}
const isCommonTypeScript = ({ url, format }: Resolved): boolean =>
  /\.ts(\?|$)/.test(url) && (format ?? '').startsWith('commonjs')

const asyncAsModule = `export const resolve = async (name, context, next) => {
  const found = await next(name, context)
  return /\\.ts(\\?|$)/.test(found.url) && (found.format ?? '').startsWith('commonjs') ? { ...found, format: 'module' } : found
}`
