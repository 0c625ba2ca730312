// The part of WebAssembly that the encoder's kernels need; TypeScript has it in the DOM library only.
declare namespace WebAssembly {
  class Memory {
    constructor(size: { readonly initial: number })
    readonly buffer: ArrayBuffer
  }
  type Imports = Readonly<Record<string, Readonly<Record<string, Memory>>>>
  type Exports = Readonly<Record<string, (...numbers: readonly number[]) => void>>
  function instantiate(
    bytes: Uint8Array,
    imports: Imports,
  ): Promise<{ readonly instance: { readonly exports: Exports } }>
}
