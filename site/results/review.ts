import type { Result } from '../../content/schema/result.ts';

type Reviewed = Pick<Result, 'underReview'>;

/** Marks that stand beside the title of a result in lists. */
export function resultMarks({ underReview, demo }: Pick<Result, 'underReview' | 'demo'>): string[] {
	return [...(underReview ? ['复查中'] : []), ...(demo ? ['演示数据'] : [])];
}

/** The title where it stands alone: nobody shall take a case that is opened again for settled. */
export function markedTitle({ title, underReview }: Pick<Result, 'title' | 'underReview'>): string {
	return underReview ? `${title}（复查中）` : title;
}

/** Since when it is checked again; empty where it is not. */
export function reviewedSince({ underReview }: Reviewed): string {
	return underReview ? `复查中，${underReview.since} 起` : '';
}

/** What the page of a result says of itself while its case is checked again. */
export const reviewSentence = '本件正在重新核查，以下为原公布内容。';
