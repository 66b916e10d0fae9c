/// <reference types="vite/client" />

declare module 'virtual:content' {
	/** Full name of the portal, from content/site.yaml. */
	export const fullTitle: string;
	/** Short name of the portal, from content/site.yaml. */
	export const title: string;
	/** Townships of the counties, in the order of their codes. */
	export const towns: { adcode: number; name: string }[];
	/** The counties as a drawing. */
	export const sketch: import('./build/draw-counties.ts').Sketch;
}
