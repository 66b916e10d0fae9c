/** The part we use of libheif; the package ships types for another entry only. */
declare module 'libheif-js/wasm-bundle.js' {
	export interface Handle {
		readonly isHandle: unique symbol;
		/** Of the error that stands in its place. */
		readonly code?: unknown;
	}
	interface Channel {
		id: number;
		width: number;
		height: number;
		/** Bytes from one row to the next. */
		stride: number;
		data: Uint8Array;
	}
	const libheif: {
		heif_context_alloc(): Handle;
		/** The code of its error is `heif_error_Ok` where it could be read. */
		heif_context_read_from_memory(context: Handle, file: Uint8Array): { code: unknown };
		/** An object with a `code` where there is none. */
		heif_js_context_get_primary_image_handle(context: Handle): Handle;
		heif_js_context_get_image_handle(context: Handle, id: number): Handle;
		heif_image_handle_get_width(image: Handle): number;
		heif_image_handle_get_height(image: Handle): number;
		/** Rotated and mirrored as the file says. */
		heif_js_decode_image2(
			image: Handle,
			space: unknown,
			chroma: unknown,
		): { code?: unknown; image?: Handle; channels?: Channel[] };
		heif_image_release(image: Handle): void;
		heif_image_handle_release(image: Handle): void;
		heif_error_code: { heif_error_Ok: unknown };
		heif_colorspace: { heif_colorspace_RGB: unknown };
		heif_chroma: { heif_chroma_interleaved_RGB: unknown };
	};
	export default libheif;
}
