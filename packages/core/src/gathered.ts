import type { Weights } from './does.js'
import { playerName } from './players.js'
import { isMany, type Role, roleTimes } from './roles.js'

/** Inputs by role, those of a role of any number as a list. */
export const gathered = (roles: readonly Role[], inputs: Weights): object => {
  const many = roles.map(roleTimes).flatMap(([name, , times]) => (isMany(times) ? [name] : []))
  return many.length === 0 ? inputs : { ...inputs, ...Object.fromEntries(many.map(name => [name, all(name, inputs)])) }
}

const all = (name: string, inputs: Weights) => {
  const found = []
  for (let i = 0; inputs[playerName(name, i)] !== undefined; i++) found.push(inputs[playerName(name, i)]!)
  return found
}
