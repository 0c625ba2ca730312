/** Socket Mode: the app's open connections. Each envelope goes to exactly one of them, in turn. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Outcome, Outgoing, Transport } from './deliver.js'
import { isObject, parseJson, textIn } from './json.js'
import type { Json, JsonObject } from './protocol.js'
import type { World } from './state.js'
import { WebSocketPeer } from './websocket.js'

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

type Connection = { readonly peer: WebSocketPeer; envelopes: number }

type Waiting = {
  readonly connection: Connection
  readonly envelope: JsonObject
  readonly acknowledge: (body: Json) => void
}

const MOST_CONNECTIONS = 10

export class SocketHub {
  private readonly connections: Connection[] = []
  /** By envelope_id. */
  private readonly waiting = new Map<string, Waiting>()
  private turn = 0

  readonly transport: Transport = (world, outgoing) => this.send(world, outgoing)

  /** For the server's `upgrade` event. */
  accept(world: World, req: IncomingMessage, socket: Duplex): void {
    const ticket = new URL(req.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? ''
    if (!world.tickets.delete(ticket)) {
      socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n')
      return
    }
    if (this.connections.length >= MOST_CONNECTIONS) {
      socket.end('HTTP/1.1 429 Too Many Requests\r\n\r\n')
      return
    }
    const connection: Connection = { peer: new WebSocketPeer(req, socket), envelopes: 0 }
    this.connections.push(connection)
    connection.peer.onText = (text) => this.acknowledge(text)
    connection.peer.onClose = () => this.forget(connection)
    connection.peer.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.connections.length,
        debug_info: { host: 'playground', build_number: 1, approximate_connection_time: 3600 },
        connection_info: { app_id: world.app.id },
      }),
    )
  }

  /** How many envelopes each open connection was given. */
  counts(): readonly number[] {
    return this.connections.map((connection) => connection.envelopes)
  }

  /** Any message, in no envelope. Without `index`: on all connections. */
  say(message: JsonObject, index?: number): void {
    for (const connection of this.chosen(index)) connection.peer.send(JSON.stringify(message))
  }

  /** Says that the connection will end; it is the app that closes it. */
  announceEnd(reason: DisconnectReason, index?: number): void {
    this.say({ type: 'disconnect', reason, debug_info: { host: 'playground' } }, index)
  }

  /** Without `index`: all of them. */
  cut(index?: number): void {
    for (const connection of this.chosen(index)) connection.peer.cut()
  }

  closeAll(): void {
    this.waiting.clear()
    for (const connection of this.connections) connection.peer.close()
  }

  private chosen(index: number | undefined): readonly Connection[] {
    return this.connections.filter((_connection, at) => index === undefined || at === index)
  }

  private next(): Connection | undefined {
    return this.connections[this.turn++ % Math.max(1, this.connections.length)]
  }

  private async send(world: World, outgoing: Outgoing): Promise<Outcome> {
    const connection = this.next()
    if (connection === undefined) return { kind: 'unreachable' }
    const id = world.ids.secret(16)
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id)
        resolve({ kind: 'timed out' })
      }, world.rules.ackMs)
      const acknowledge = (body: Json): void => {
        clearTimeout(timer)
        resolve({ kind: 'acked', body })
      }
      this.give({ connection, envelope: envelope(id, outgoing), acknowledge })
    })
  }

  private give(waiting: Waiting): void {
    const { connection, envelope } = waiting
    this.waiting.set(textIn(envelope, 'envelope_id'), waiting)
    connection.envelopes += 1
    connection.peer.send(JSON.stringify(envelope))
  }

  /** What a lost connection has not acknowledged goes out once more, under the same envelope_id. */
  private forget(connection: Connection): void {
    const index = this.connections.indexOf(connection)
    if (index >= 0) this.connections.splice(index, 1)
    for (const one of [...this.waiting.values()]) {
      const other = one.connection === connection ? this.next() : undefined
      if (other !== undefined) this.give({ ...one, connection: other })
    }
  }

  private acknowledge(text: string): void {
    const message = parseJson(text)
    if (!isObject(message)) return
    const id = textIn(message, 'envelope_id')
    this.waiting.get(id)?.acknowledge(message['payload'] ?? '')
    this.waiting.delete(id)
  }
}

function envelope(id: string, { kind, payload, retry }: Outgoing): JsonObject {
  const common = { envelope_id: id, type: kind, payload }
  if (kind !== 'events_api') return { ...common, accepts_response_payload: true }
  return {
    ...common,
    accepts_response_payload: false,
    retry_attempt: retry?.num ?? 0,
    retry_reason: retry?.reason ?? '',
  }
}
