import { act, comparison, domain, meeting, state, tally, timetable } from './define.js'
import { anyone, meetings, prices, weights } from './everyone.js'

export const office = domain({
  name: 'office',
  people: `manager|boss, secretary, lawyer|attorney, engineer, accountant, clerk, ${anyone}`,
  places: 'at the office, in the meeting room, at the factory, at the bank',
  acts: [
    act('sign|=put a signature on', 'contract, letter, form, cheque', { counted: true, noun: 'signing' }),
    act('send|send off', 'email, invoice|bill, report, letter, parcel|package', { counted: true }),
    act('postpone|put off|delay', 'meeting, appointment, trip, presentation'),
    act('discuss|talk about|=have a discussion about', 'plan, budget, report, problem'),
    act('accept|=say yes to', 'offer, proposal, plan, contract', { opposite: 'reject|turn down|=say no to' }),
    act('turn on|switch on', 'computer, light, printer, heater', { opposite: 'turn off|switch off' }),
    act('delete|erase', 'file, message, email, photo|picture', { counted: true, opposite: 'keep|save' }),
  ],
  meetings: [...meetings, meeting('hire|employ|=give a job to', 'fire|dismiss')],
  gifts: 'laptop, report, key, file, phone|telephone',
  steps:
    'sign the contract|put a signature on the contract, print the report|print out the report, call the bank|phone the bank, read the emails|look through the emails, leave the office, turn off the computer|switch off the computer',
  states: [
    state('office, meeting room, desk, archive', 'tidy|neat', 'messy|untidy', true),
    state('manager|boss, secretary, accountant, clerk', 'busy', 'free|available'),
    state('bank, office, factory', 'open', 'closed|shut', true),
  ],
  comparisons: [
    comparison('printer, computer, laptop, phone|telephone', prices, weights, 'old < new'),
    comparison('manager|boss, secretary, accountant, engineer', 'old < young', 'busy < idle', 'tall < short'),
  ],
  tallies: [
    tally('in the office', 'the office', 'has|contains', 'desk, chair, printer, computer'),
    tally('in the drawer', 'the drawer', 'contains|holds', 'pen, letter, key, envelope'),
  ],
  timetables: [
    timetable('meeting, presentation, interview, lunch break', ['start|begin', 'start'], ['end|finish', 'end']),
    timetable('bank, office, factory', ['open', 'opening'], ['close|shut', 'closing']),
  ],
})
