import type { ColumnKind, Columns } from '../src/columns.js'
import { isStage } from '../src/nested.js'
import { playerName } from '../src/players.js'
import { isMany, type Role, type RoleKind, roleTimes } from '../src/roles.js'
import { definition, type Stage } from '../src/stage.js'

/** The roles of a loss, and of those inside it. */
export const rolesOf = (loss: Stage): readonly Role[] => {
  const { does } = loss[definition]
  const inside = Object.values(loss.settings).flat().filter(isStage)
  return [...(does.family === 'loss' ? does.roles : []), ...inside.flatMap(rolesOf)]
}

/** Columns for roles, under their names; two for a role of any number. */
export const columnsFor = (roles: readonly Role[], width: number): Columns => {
  const texts = roles.reduce((sum, role) => {
    const [, kind, times] = roleTimes(role)
    return kind === 'text' ? sum + (isMany(times) ? 2 : 1) : sum
  }, 0)
  const kinds: Readonly<Record<RoleKind, ColumnKind>> = {
    text: 'text',
    texts: 'texts',
    key: 'key',
    score: { score: [0, 5] },
    class: { class: ['a', 'b', 'c'] },
    binary: 'binary',
    vector: { vector: width },
    scores: { vector: texts - 1 },
    margins: { vector: texts - 1 },
    teacher: { vector: width },
  }
  const named = roles.flatMap(role => {
    const [name, kind, times] = roleTimes(role)
    const players = isMany(times) ? [0, 1] : [0]
    return players.map(i => [playerName(name, i), kinds[kind]] as const)
  })
  return [...new Map(named)]
}
