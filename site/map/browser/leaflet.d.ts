// The build with named exports: the bundler keeps what is used, and the development server can load it as it is.
declare module 'leaflet/dist/leaflet-src.esm.js' {
	export * from 'leaflet';
}
