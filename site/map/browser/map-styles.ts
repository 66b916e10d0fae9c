// By address: imported as styles they would join those of the page, which is read before any map is opened.
import address from './map.css?url';

let loaded: Promise<void> | undefined;

/** Fetches the maps' styles once. Rejects when they do not come; asking again tries again. */
export function loadMapStyles(): Promise<void> {
	loaded ??= load().catch((error: unknown) => {
		loaded = undefined;
		throw error;
	});
	return loaded;
}

function load(): Promise<void> {
	return new Promise((resolve, reject) => {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = address;
		link.addEventListener('load', () => resolve());
		link.addEventListener('error', () => {
			link.remove();
			reject(new Error('map.css did not load'));
		});
		document.head.appendChild(link);
	});
}
