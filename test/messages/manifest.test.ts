import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { SHORTCUTS } from '../../src/slack/kit/ids.js'
import { BOT_EVENTS, COMMANDS, SCOPES } from '../../src/slack/scopes.js'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const asText: unknown = parse(read('../../manifest.yml'))
const schema = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(read('../support/slack-ground-truth/manifest.schema.json')))

const texts = z.array(z.string())
const manifest = z
  .object({
    features: z.object({
      bot_user: z.object({ display_name: z.string() }),
      shortcuts: z.array(z.object({ name: z.string(), type: z.string(), callback_id: z.string() })),
      slash_commands: z.array(
        z.object({
          command: z.string(),
          url: z.string(),
          description: z.string(),
          usage_hint: z.string(),
          should_escape: z.boolean(),
        }),
      ),
    }),
    oauth_config: z.object({ redirect_urls: texts, scopes: z.object({ bot: texts }) }),
    settings: z.object({
      event_subscriptions: z.object({ request_url: z.string(), bot_events: texts }),
      interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string() }),
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.boolean(),
      token_rotation_enabled: z.boolean(),
    }),
  })
  .parse(asText)

const URL_FOR_ALL = 'https://YOUR-HOST/slack/events'

describe('manifest.yml', () => {
  it("is one by Slack's own schema", () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
    const validate = ajv.compile(schema)
    validate(asText)
    expect(validate.errors).toBeNull()
  })

  it('would not be one with a wrong field in it', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    expect(
      validate({ ...z.record(z.string(), z.unknown()).parse(asText), settings: { socket_mode: true } }),
    ).toBe(false)
  })

  it('names the commands of the code', () => {
    expect(manifest.features.slash_commands).toEqual(
      COMMANDS.map(({ command, description, hint }) => ({
        command,
        description,
        usage_hint: hint,
        url: URL_FOR_ALL,
        should_escape: false,
      })),
    )
  })

  it('names the shortcuts of the code', () => {
    expect(
      manifest.features.shortcuts.map(({ name, type, callback_id }) => ({
        name,
        type,
        callbackId: callback_id,
      })),
    ).toEqual(SHORTCUTS.map(({ name, type, callbackId }) => ({ name, type, callbackId })))
  })

  it('asks for the scopes and the events of the code, and no more', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(SCOPES))
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([...BOT_EVENTS])
  })

  it('sends everything to one address, and is for whole organisations', () => {
    expect(manifest.settings).toMatchObject({
      event_subscriptions: { request_url: URL_FOR_ALL },
      interactivity: { is_enabled: true, request_url: URL_FOR_ALL },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    })
    expect(manifest.features.bot_user.display_name).toBe('Earshot')
  })
})
