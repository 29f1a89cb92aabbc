/** What the benchmark uses of wabt (WebAssembly Binary Toolkit), which is installed for a benchmark only. */
declare module 'wabt' {
  interface WasmModule {
    toBinary(options: object): { buffer: Uint8Array }
  }
  export default function loadWabt(): Promise<{
    parseWat(name: string, text: string, features: { simd: boolean }): WasmModule
  }>
}
