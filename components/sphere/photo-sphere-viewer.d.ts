declare module '@photo-sphere-viewer/core' {
  /** The parts of the viewer that are used. */
  export interface ViewerOptions {
    container: HTMLElement
    panorama: string
    navbar: string[]
    keyboard: 'always'
    moveInertia: boolean
    loadingTxt: string
  }

  export class Viewer {
    /** @throws Error where the browser has no WebGL 2 */
    constructor(options: ViewerOptions)
    /** Rejects where it cannot be loaded. */
    setPanorama(url: string, options: { showLoader: boolean; transition: boolean }): Promise<boolean>
    addEventListener(type: 'ready' | 'panorama-error', listener: () => void): void
    removeEventListener(type: 'ready' | 'panorama-error', listener: () => void): void
    /** Takes back the words it has shown about a picture that did not come. */
    hideError(): void
    destroy(): void
  }
}
