import { animals } from './animals.js'
import type { Domain } from './domain.js'
import { garden } from './garden.js'
import { health } from './health.js'
import { kitchen } from './kitchen.js'
import { music } from './music.js'
import { office } from './office.js'
import { school } from './school.js'
import { shopping } from './shopping.js'
import { sports } from './sports.js'
import { travel } from './travel.js'

export const domains: readonly Domain[] = [
  animals,
  garden,
  health,
  kitchen,
  music,
  office,
  school,
  shopping,
  sports,
  travel,
]
