// Runs before the first paint: applies the look this browser keeps. At most 1 KB, sent as it stands.
((root, names) => {
	var kept = {};
	try {
		kept = JSON.parse(localStorage.look) || {};
	} catch {}
	function apply() {
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
		if (!name) return print();
		kept[name] = !kept[name];
		apply();
		try {
			localStorage.look = JSON.stringify(kept);
		} catch {}
	});
})(document.documentElement, ['elder', 'contrast', 'text-l']);
