import '../../core/test/cpu.js'
import { test } from 'uvu'
import { contract } from './contract.js'

contract(test, 'cpu')

test.run()
