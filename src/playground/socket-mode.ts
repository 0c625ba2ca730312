/** Socket Mode: the app's open connections. Each envelope goes to exactly one of them, in turn. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Outcome, Outgoing, Transport } from './deliver.js'
import { isObject, parseJson, textIn } from './json.js'
import type { Json } from './protocol.js'
import type { World } from './state.js'
import { WebSocketPeer } from './websocket.js'

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

type Connection = { readonly peer: WebSocketPeer; envelopes: number }

const MOST_CONNECTIONS = 10

export class SocketHub {
  private readonly connections: Connection[] = []
  private readonly waiting = new Map<string, (body: Json) => void>()
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
    connection.peer.onClose = () => {
      const index = this.connections.indexOf(connection)
      if (index >= 0) this.connections.splice(index, 1)
    }
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

  /** Says that the connection will end; it is the app that closes it. Without `index`: all of them. */
  announceEnd(reason: DisconnectReason, index?: number): void {
    const message = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'playground' } })
    for (const connection of this.chosen(index)) connection.peer.send(message)
  }

  /** Without `index`: all of them. */
  cut(index?: number): void {
    for (const connection of this.chosen(index)) connection.peer.cut()
  }

  closeAll(): void {
    for (const connection of this.connections) connection.peer.close()
  }

  private chosen(index: number | undefined): readonly Connection[] {
    return this.connections.filter((_connection, at) => index === undefined || at === index)
  }

  private async send(world: World, outgoing: Outgoing): Promise<Outcome> {
    const connection = this.connections[this.turn++ % Math.max(1, this.connections.length)]
    if (connection === undefined) return { kind: 'unreachable' }
    connection.envelopes += 1
    const envelopeId = world.ids.secret(16)
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(envelopeId)
        resolve({ kind: 'timed out' })
      }, world.rules.ackMs)
      this.waiting.set(envelopeId, (body) => {
        clearTimeout(timer)
        resolve({ kind: 'acked', body })
      })
      connection.peer.send(JSON.stringify(envelope(envelopeId, outgoing)))
    })
  }

  private acknowledge(text: string): void {
    const message = parseJson(text)
    if (!isObject(message)) return
    const envelopeId = textIn(message, 'envelope_id')
    this.waiting.get(envelopeId)?.(message['payload'] ?? '')
    this.waiting.delete(envelopeId)
  }
}

function envelope(id: string, { kind, payload, retry }: Outgoing) {
  const common = { envelope_id: id, type: kind, payload }
  if (kind !== 'events_api') return { ...common, accepts_response_payload: true }
  return {
    ...common,
    accepts_response_payload: false,
    retry_attempt: retry?.num ?? 0,
    retry_reason: retry?.reason ?? '',
  }
}
