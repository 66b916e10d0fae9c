/** Narrows the list of towns to the chosen county. Gives back what to call when a script has chosen one. */
export function followCounty(county: HTMLSelectElement, town: HTMLSelectElement): () => void {
	const groups = Array.from(town.querySelectorAll('optgroup'));
	const show = () => {
		const chosen = town.value;
		for (const group of groups) {
			const belongs = group.dataset.adcode === county.value;
			if (belongs) town.appendChild(group);
			else group.remove();
		}
		town.value = chosen;
		if (town.selectedIndex < 0) town.selectedIndex = 0;
		town.disabled = !groups.some((group) => group.isConnected);
	};
	county.addEventListener('change', show);
	show();
	return show;
}
