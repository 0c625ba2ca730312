import { takeNames } from './take-names.js'
import type { Known, NamedTheme } from './known.js'
import { allOf, MOST_LISTED, type Question } from './question.js'
import { Reading, stem, wordsOf } from './text.js'
import { type Calendar, takeTime, usualTime } from './time.js'
import { AREA_WORDS, FILLERS, KIND_CUES, MEASURE_CUES, MINE, THEME_CUE } from './words.js'

export type Parsed = {
  readonly question: Question
  /** What stands in it and was not understood. */
  readonly unread: readonly string[]
  /** Whether anything was understood. */
  readonly isRead: boolean
}

/** Reads a question in English by its words alone, and by the names that the workspace has. */
export function parseQuestion(
  text: string,
  known: Known,
  asked: Calendar & { readonly person: string },
): Parsed {
  const usual = allOf(usualTime(asked))
  const titled = takeTitles(text, known.themes)
  const reading = new Reading(titled.text)
  const names = takeNames(reading, titled.text, known)
  const time = takeTime(reading, asked)
  reading.take(/(?<= )(?:show|tell|give|get) me(?= )/u)
  const limit = takeLimit(reading)
  const isMine = reading.take(MINE) !== null
  const measure = MEASURE_CUES.find(([, cue]) => takeAll(reading, cue))?.[0] ?? null
  const kinds = KIND_CUES.filter(([, cue]) => takeAll(reading, cue)).map(([kind]) => kind)
  const topics = topicsOf(reading.rest(FILLERS), known.themes)
  const themeIds = [...new Set([...titled.themeIds, ...topics.themeIds])]
  const [kind = measure === 'answers' ? 'objection' : null] = kinds.length === 2 ? [] : kinds
  const question: Question = {
    ...usual,
    ...names.found,
    measure: measure ?? 'themes',
    kind,
    themeIds,
    area: topics.area,
    reporter: isMine ? asked.person : null,
    limit,
    time: time ?? usual.time,
  }
  return {
    question,
    unread: [...names.unread, ...topics.unread],
    isRead:
      measure !== null ||
      kinds.length > 0 ||
      isMine ||
      time !== null ||
      themeIds.length > 0 ||
      topics.area !== null ||
      Object.keys(names.found).length > 0 ||
      (reading.has(THEME_CUE) && wordsOf(text).length > 1),
  }
}

/** Titles in quotation marks are meant as they stand. */
function takeTitles(
  text: string,
  themes: readonly NamedTheme[],
): { readonly text: string; readonly themeIds: readonly string[] } {
  const themeIds: string[] = []
  const left = text.replace(/[“"«„]([^“”"«»„]{1,200})[”"»“]/gu, (whole, title: string) => {
    const key = keyOf(title)
    const found = themes.filter((theme) => keyOf(theme.title) === key)
    themeIds.push(...found.map(({ id }) => id))
    return found.length > 0 ? ' ' : whole
  })
  return { text: left, themeIds }
}

const keyOf = (title: string): string => wordsOf(title).join(' ')

function takeLimit(reading: Reading): number | null {
  const found = reading.take(COUNTED)?.[1]
  if (found === undefined) return null
  const count = /^\d/.test(found) ? Number(found) : NUMBERS.indexOf(found) + 1
  return Math.min(MOST_LISTED, Math.max(1, count))
}

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const COUNTED = new RegExp(`(?<= )(\\d{1,2}|${NUMBERS.slice(1).join('|')})(?= )`, 'u')

function takeAll(reading: Reading, cue: RegExp): boolean {
  let found = false
  while (reading.take(cue)) found = true
  return found
}

type Topics = Pick<Question, 'themeIds' | 'area'> & { readonly unread: readonly string[] }

/** Too many themes are no topic. */
const MOST_THEMES = 8

function topicsOf(phrases: readonly string[], themes: readonly NamedTheme[]): Topics {
  const themeIds: string[] = []
  const unread: string[] = []
  let area: Question['area'] = null
  const waiting = phrases.map((phrase) => phrase.split(' '))
  for (let words = waiting.shift(); words; words = waiting.shift()) {
    const topic = longestTopic(words, themes)
    if (!topic || (topic.area !== null && area !== null && topic.area !== area)) unread.push(words.join(' '))
    else {
      area = topic.area ?? area
      themeIds.push(...topic.themeIds)
      const around = [words.slice(0, topic.start), words.slice(topic.end)]
      waiting.unshift(...around.filter(({ length }) => length > 0))
    }
  }
  return { themeIds, area, unread }
}

type Topic = Pick<Question, 'themeIds' | 'area'> & { readonly start: number; readonly end: number }

/** The longest run of the words that means something. */
function longestTopic(words: readonly string[], themes: readonly NamedTheme[]): Topic | null {
  for (let length = words.length; length > 0; length -= 1)
    for (let start = 0; start + length <= words.length; start += 1) {
      const end = start + length
      const phrase = words.slice(start, end).join(' ')
      const area = areaOf(phrase, themes)
      const themeIds = area === null ? withWords(phrase, themes) : []
      if (area !== null || (themeIds.length > 0 && themeIds.length <= MOST_THEMES))
        return { area, themeIds, start, end }
    }
  return null
}

/** Only where some theme is of that area: before the first night none is. */
function areaOf(phrase: string, themes: readonly NamedTheme[]): Question['area'] {
  const areas = new Set(phrase.split(' ').map((word) => AREA_WORDS.get(word) ?? null))
  const [area = null, ...others] = areas
  return others.length === 0 && themes.some((theme) => theme.area === area) ? area : null
}

function withWords(phrase: string, themes: readonly NamedTheme[]): readonly string[] {
  const asked = phrase.split(' ').map(stem)
  return themes.flatMap(({ id, title }) => {
    const words = new Set(wordsOf(title).map(stem))
    return asked.every((word) => words.has(word)) ? [id] : []
  })
}
