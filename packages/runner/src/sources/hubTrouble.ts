import { HubApiError } from '@huggingface/hub'
import { type Problem, problem } from '@siamese/core'
import { fileTrouble, systemCode } from './fileTrouble.js'
import { type HubAccess, type HubRepo, showHub } from './hubAccess.js'

/** What the hub or the network said about a repository, as a sentence with a cure. Anything else is our own mistake. */
export const hubTrouble = (error: unknown, repo: HubRepo, access: HubAccess): Problem => {
  const what = showHub(repo)
  if (error instanceof HubApiError) return problem(answered(error.statusCode, what, access))
  if (error instanceof TypeError && error.message.includes('access token'))
    return problem('HF_TOKEN is no token of the hub, which begin with hf_: set it anew, or take it away.')
  const code = networkCode(error)
  if (code !== undefined)
    return problem(
      `${what} cannot be fetched: ${where(access)} cannot be reached (${code}). ` +
        'Check the network and HF_ENDPOINT; HF_HUB_OFFLINE=1 uses what is in the cache.',
    )
  if (systemCode(error) !== undefined) return fileTrouble(error, access.cacheDir)
  if (error instanceof SyntaxError || (error instanceof Error && /^(Invalid|Expected|No )/.test(error.message)))
    return problem(`${what} cannot be fetched: ${where(access)} does not answer as the hub does. Check HF_ENDPOINT.`)
  throw error
}

const where = ({ endpoint }: HubAccess) => endpoint ?? 'the hub'

const answered = (status: number, what: string, access: HubAccess): string => {
  if (status === 404) return `${what} is not on ${where(access)}: check owner, name and revision.`
  if (status === 401 || status === 403)
    return access.token === undefined
      ? `${what} is not to be had without a token, or is not there: check the name, or set HF_TOKEN.`
      : `${what} is not to be had with this HF_TOKEN (${status}): ask its owner for access, or set another token.`
  if (status === 429) return `${what} was asked for too often: wait some minutes, or set HF_TOKEN.`
  return `${what} cannot be fetched: ${where(access)} answers with status ${status}. Try again later.`
}

/** ECONNREFUSED, ENOTFOUND … of a request that got no answer, or an answer that broke off. */
const networkCode = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : undefined
  const { cause } = error
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message))
    return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
  return undefined
}
