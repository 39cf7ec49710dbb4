import * as t from 'io-ts'
import { inSchema } from './described.js'
import { closedSchema } from './jsonSchema.js'
import { type Role, roleParts } from './roles.js'

/** A text for some of the roles. A role that is not there has a sentence of its own (`unmapped`). */
export const roleRecord = (roles: readonly Role[], help: (role: string, kind: string) => string) =>
  inSchema(t.record(t.string, t.string, 'an object of texts'), () =>
    closedSchema(
      Object.fromEntries(
        roles.map(role => {
          const [name, kind] = roleParts(role)
          return [name, { type: 'string', description: help(name, kind) }]
        }),
      ),
      [],
    ),
  )

/** `columns` of losses and evaluators. */
export const columnRecord = (roles: readonly Role[]) =>
  roleRecord(roles, (role, kind) => `The ${kind} column that plays ${role}`)
