import { createContext, Script } from 'node:vm'

const script = new Script('work()')
const holder: { work: () => void } = { work: () => undefined }
const context = createContext(holder)

/** What a function gives, or nothing where it has not ended after so many milliseconds: it is stopped wherever it is, in a regular expression, too. */
export const inTime = <A>(milliseconds: number, work: () => A): { readonly result: A } | undefined => {
  let result: { readonly result: A } | undefined
  holder.work = () => {
    result = { result: work() }
  }
  try {
    script.runInContext(context, { timeout: milliseconds })
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
  }
  return result
}
