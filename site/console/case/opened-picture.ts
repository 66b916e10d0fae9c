import { onBeforeUnmount, ref, watch } from 'vue';
import { useAction } from '../calls/action.ts';
import { fetchResponse } from '../calls/api.ts';
import { me } from '../calls/session.ts';

/**
 * A sealed picture at a path of the API, or the page of a document that is asked for. Each look is logged, so it is
 * fetched by a click only and never kept.
 */
export function useOpenedPicture(path: string) {
	const picture = ref('');
	const { busy, failure, run } = useAction();

	const look = (page = 1) =>
		run(async () => {
			const bytes = await (await fetchResponse(page === 1 ? path : `${path}?page=${page}`)).blob();
			close();
			picture.value = URL.createObjectURL(bytes);
		});

	function close(): void {
		if (picture.value) URL.revokeObjectURL(picture.value);
		picture.value = '';
	}
	watch(me, close);
	onBeforeUnmount(close);

	return { picture, busy, failure, look, close };
}
