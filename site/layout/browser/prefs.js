// Applies the kept look before first paint. At most 1 KB.
((root, names) => {
	var kept = {};
	try {
		kept = JSON.parse(localStorage.look) || {};
	} catch {}
	function apply() {
		kept[''] = !kept['text-l'] && !kept['text-s'];
		names.forEach((name) => {
			root.classList.toggle(name, !!kept[name]);
		});
		document.querySelectorAll('[data-look]').forEach((button) => {
			button.setAttribute('aria-pressed', !!kept[button.dataset.look]);
		});
	}
	root.classList.add('js');
	apply();
	document.addEventListener('DOMContentLoaded', apply);
	document.addEventListener('click', (event) => {
		var button = event.target.closest('[data-look],[data-print]');
		if (!button) return;
		var name = button.dataset.look;
		if (name === undefined) return print();
		var on = !kept[name];
		if (!/^[ce]/.test(name)) kept['text-l'] = kept['text-s'] = false;
		kept[name] = on;
		apply();
		try {
			localStorage.look = JSON.stringify(kept);
		} catch {}
	});
})(document.documentElement, ['elder', 'contrast', 'text-l', 'text-s']);
