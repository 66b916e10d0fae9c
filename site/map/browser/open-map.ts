import {
	control,
	LatLngBounds,
	type Map as LeafletMap,
	layerGroup,
	map,
	polygon,
	tileLayer,
} from 'leaflet/dist/leaflet-src.esm.js';
import { writeNames } from './county-names.ts';
import { loadMapStyles } from './map-styles.ts';
import type { Outline } from './outlines.ts';
import { type TileLayerName, tileHosts, tileUrl } from './tianditu.ts';

/**
 * Opens a map of the whole city in an element that carries site/map/settings.ts: tiles of 天地图 where the operator has
 * a key, the schematic counties otherwise. Rejects when a part cannot be fetched; `trouble` hears of lost tiles.
 */
export async function openMap(box: HTMLElement, trouble: (sentence: string) => void): Promise<LeafletMap> {
	const { counties = '', bounds = '', key, approval = '' } = box.dataset;
	const [outlines] = await Promise.all([key ? [] : fetchOutlines(counties), loadMapStyles()]);
	const [south = 0, west = 0, north = 0, east = 0] = bounds.split(',').map(Number);
	const city = new LatLngBounds([south, west], [north, east]);
	const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
	box.textContent = '';
	const opened = map(box, {
		attributionControl: false,
		zoomControl: false,
		minZoom: 6,
		maxZoom: key ? 18 : 14,
		zoomSnap: key ? 1 : 0.25,
		// Room enough around it for the card of a mark at its edge.
		maxBounds: city.pad(0.6),
		zoomAnimation: !still,
		fadeAnimation: !still,
		inertia: !still,
		// A smaller step than Leaflet's: the keyboard aims with it.
		keyboardPanDelta: 20,
	});
	opened.fitBounds(city);
	control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(opened);
	const corner = control.attribution({ prefix: false }).addTo(opened);
	if (key) showTiles(opened, key, trouble);
	else drawOutlines(opened, outlines);
	corner.addAttribution(key ? `天地图 ${escapeHtml(approval)}` : '示意图 © OpenStreetMap');
	return opened;
}

function showTiles(opened: LeafletMap, key: string, trouble: (sentence: string) => void): void {
	let shown = false;
	const tiles = (layer: TileLayerName) =>
		tileLayer(tileUrl(layer, key), {
			subdomains: tileHosts,
			maxZoom: 18,
			// Keys of 天地图 are bound to the host that asks; more than the host is not told.
			referrerPolicy: 'strict-origin',
		})
			.on('tileload', () => {
				shown = true;
			})
			.on('tileerror', () => shown || trouble('底图暂时读不出来。'));
	const plain = layerGroup([tiles('vec'), tiles('cva')]).addTo(opened);
	const picture = layerGroup([tiles('img'), tiles('cia')]);
	control.layers({ 地图: plain, 影像: picture }, {}, { collapsed: false }).addTo(opened);
}

function drawOutlines(opened: LeafletMap, outlines: Outline[]): void {
	for (const { parts } of outlines) polygon(parts, { className: 'map-county', interactive: false }).addTo(opened);
	writeNames(opened, outlines);
}

async function fetchOutlines(address: string): Promise<Outline[]> {
	const response = await fetch(address, { credentials: 'omit' });
	if (!response.ok) throw new Error(`counties.json answered ${response.status}`);
	return (await response.json()) as Outline[];
}

/** Leaflet reads the words in the corner as HTML. */
function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
