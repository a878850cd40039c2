/** Made by the build: the licence notices of everything by others that the app carries. */
declare module 'virtual:third-party-notices' {
  export const notices: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly text: string;
  }[];
}
