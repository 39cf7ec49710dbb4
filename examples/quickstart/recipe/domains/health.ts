import { act, comparison, domain, meeting, state, tally, timetable } from './define.js'
import { anyone, meetings, sizes } from './everyone.js'

export const health = domain({
  name: 'health',
  people: `doctor|physician, nurse, patient, dentist, surgeon, pharmacist|chemist, ${anyone}`,
  places: 'at the hospital|at the clinic, in the waiting room, at the pharmacy, in the ward',
  acts: [
    act('examine|check|=carry out an examination of', 'knee, tooth/teeth, wound|injury, ear, eye', {
      noun: 'examination',
    }),
    act('treat|=give treatment for', 'wound|injury, burn, infection, fever~', { noun: 'treatment' }),
    act('swallow|take', 'tablet|pill, capsule, medicine~, vitamin', {
      counted: true,
      qualities: 'white, yellow, pink',
    }),
    act('bandage|=put a bandage on', 'arm, finger, ankle, leg, hand'),
    act('remove|take out', 'tooth/teeth, splinter, stitch, tumour', {
      counted: true,
      noun: 'removal',
      qualities: sizes,
    }),
    act('postpone|put off|delay', 'operation, appointment, check-up, blood test'),
    act('describe|=give a description of', 'pain~, accident, symptom, illness|disease'),
  ],
  meetings: [...meetings, meeting('comfort|=offer comfort to'), meeting('wake|wake up')],
  gifts: 'prescription, blanket, form, thermometer, glass of water/glasses of water',
  steps:
    'take the temperature|measure the temperature, wash the hands|clean the hands, read the form|look through the form, call the hospital|phone the hospital, swallow the tablet|take the pill, put on the gloves',
  states: [
    state('patient, nurse, surgeon, boy, girl', 'healthy|well', 'sick|ill', true),
    state('wound|injury, infection, fever~, illness|disease', 'serious|severe', 'harmless|slight', true),
    state('pharmacy, hospital, waiting room', 'open', 'closed|shut', true),
    state('ward, waiting room, hospital', 'crowded|full', 'empty'),
  ],
  comparisons: [
    comparison('doctor|physician, nurse, dentist, surgeon', 'old < young', 'tall < short', 'patient < impatient'),
    comparison(
      'operation, treatment, check-up, blood test',
      'long < short',
      'painful < harmless',
      'expensive|costly < cheap',
    ),
  ],
  tallies: [
    tally('in the waiting room', 'the waiting room', 'has|contains', 'patient, chair, nurse, plant'),
    tally('in the cabinet', 'the cabinet', 'contains|holds', 'bottle, bandage, needle, thermometer'),
  ],
  timetables: [
    timetable('operation, check-up, appointment, blood test', ['start|begin', 'start'], ['end|finish', 'end']),
    timetable('pharmacy, clinic', ['open', 'opening'], ['close|shut', 'closing']),
  ],
})
