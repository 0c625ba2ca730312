/** Why there are no vectors. transient: the same request may succeed later; permanent: it won't. Holds no text and no key. */
export class EmbeddingFault extends Error {
  override readonly name = 'EmbeddingFault'

  constructor(
    readonly kind: 'permanent' | 'transient',
    message: string,
    readonly status?: number,
  ) {
    super(message)
  }
}
