import type { PondFeature } from './pond-feature.ts';
import { showPonds } from './pond-map.ts';

const box = document.getElementById('pond-map');
const status = document.getElementById('pond-map-status');
const say = (sentence: string) => {
	if (status) status.textContent = sentence;
};

if (box) {
	open(box).catch(() => {
		// Nothing half drawn: the list says the same.
		box.remove();
		say('地图暂时打不开，请看名录。');
	});
}

async function open(box: HTMLElement): Promise<void> {
	const { ponds = '', pages = '' } = box.dataset;
	const response = await fetch(ponds, { credentials: 'omit' });
	if (!response.ok) throw new Error(`ponds.geojson answered ${response.status}`);
	const { features } = (await response.json()) as { features: PondFeature[] };
	// Shown before it is opened: Leaflet measures the room it has.
	box.hidden = false;
	await showPonds(
		box,
		features,
		(id) => `${pages}${id}/`,
		(sentence) => say(`${sentence}请看名录。`),
	);
	say(`图上共 ${features.length} 座。`);
	// On paper the still picture is the better one.
	document.getElementById('pond-map-still')?.classList.add('print-only');
}
