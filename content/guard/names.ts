import type { Finding, Grade, Kind } from './finding.ts';
import type { Folded } from './fold.ts';
import { afterNames, beforeNames, informantAfter, informantBefore } from './person-words.ts';
import { isSurname } from './surnames.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const han = /^\p{Script=Han}+$/u;
/** What no given name begins with: masks, and the words that follow 张某 or a surname that is a word. */
const notGiven =
	/^[某的了在被已对将按依未不是为与及等由从该其此也并后前时于因以应可有无进到把让使给所称均系仍又再就都还且和向往经据则]/;
/** Ends of names of places and offices. */
const place = /[村屯镇乡县市区旗沟营庄矿厂场库局组街路店队院社校站所窝堡岭台坡洼峪部委厅处办]$/;
/** Groups of people and common words that begin like a surname and a given name. */
const common =
	/政府|部门|群众|村民|居民|单位|企业|公司|现场|当日|当年|次日|本月|今年|去年|年底|近日|昨日|今日|当场|上述|有关|相关|社会|公安|法院|上级|举报|人员|工作|部分|多名|个别|先生|女士|同志/;
/** What may stand between the word and the name. */
const joint = /^(?:[:,、("“【[]|姓名|名叫|[为是系叫])*/;
const chain = /^(?:[、,和与及]|以及)/;
/** What may follow a surname and given name that together are a common word, as in 高明. */
const goesOn = /^(?:[被已于在系因与及、,。;()的]|$)/;

const titles = /先生|女士|同志/g;

interface Words {
	folded: Folded;
	/** Places where a word begins, with where it ends. */
	ends: Map<number, number>;
}

/** Unmasked names beside words that point at persons. `joined` has no spaces and no marks inside words. */
export function findNames(joined: Folded): Finding[] {
	const { text } = joined;
	const near = [beforeNames, afterNames, informantBefore, informantAfter].some((words) => text.search(words) >= 0);
	if (!near) return [];
	const ends = new Map(
		Array.from(segmenter.segment(text), ({ index, segment }) => [index, index + segment.length] as const),
	);
	const words: Words = { folded: joined, ends };
	return [
		...following(words, informantBefore, 'informant', 'certain'),
		...leading(words, informantAfter, 'informant', 'certain'),
		...leadingWords(words),
		...following(words, beforeNames, 'name', 'possible'),
		...leading(words, afterNames, 'name', 'possible'),
	];
}

/** Names after one of the words, and those joined to them: 村民甲、乙和丙. */
function following(words: Words, pattern: RegExp, kind: Kind, grade: Grade): Finding[] {
	const { text } = words.folded;
	// A word that is itself read as a name begins a list inside a list: each place is gone through once.
	const seen = new Set<number>();
	return Array.from(text.matchAll(pattern)).flatMap(({ 0: word, index }): Finding[] => {
		const found: Finding[] = [];
		const after = index + word.length;
		let start = after + (joint.exec(text.slice(after, after + 8))?.[0].length ?? 0);
		for (let end = nameEnd(words, start, text[start - 1] !== ':'); end !== undefined; ) {
			found.push({ kind, grade, ...placeOf(words, start, end) });
			const more = chain.exec(text.slice(end, end + 2))?.[0].length ?? 0;
			start = end + more;
			end = more > 0 && !seen.has(start) ? nameEnd(words, start, true) : undefined;
			seen.add(start);
		}
		return found;
	});
}

/** Names that end where one of the words begins. */
function leading(words: Words, pattern: RegExp, kind: Kind, grade: Grade): Finding[] {
	const { text } = words.folded;
	return Array.from(text.matchAll(pattern)).flatMap(({ index }): Finding[] => {
		const start = [index - 4, index - 3, index - 2].find(
			(from) => from >= 0 && nameEnd(words, from, true) === index && text.slice(from, index) !== '',
		);
		return start === undefined ? [] : [{ kind, grade, ...placeOf(words, start, index) }];
	});
}

/** Names that are common words, too, before a word that makes them a person. */
function leadingWords(words: Words): Finding[] {
	const { text } = words.folded;
	return [...text.matchAll(informantAfter), ...text.matchAll(titles)].flatMap(({ 0: word, index }): Finding[] => {
		const start = [index - 3, index - 2].find((from) => words.ends.get(from) === index);
		if (start === undefined || nameEnd(words, start, false) !== index) return [];
		const kind = word.length === 2 && '先生女士同志'.includes(word) ? 'name' : 'informant';
		return [{ kind, grade: 'possible', ...placeOf(words, start, index) }];
	});
}

function placeOf({ folded }: Words, start: number, end: number): Pick<Finding, 'from' | 'to'> {
	return { from: folded.from[start] ?? 0, to: folded.to[end - 1] ?? 0 };
}

/** Where the name ends that begins here; undefined where none does. `sure`: nothing but the word says that it is one. */
function nameEnd({ folded: { text }, ends }: Words, start: number, sure: boolean): number | undefined {
	const first = ends.get(start);
	if (first === undefined) return undefined;
	const word = text.slice(start, first);
	const end = isSurname(word, sure) ? givenEnd(text, ends, first) : wholeWord(text, start, first, sure);
	if (end === undefined) return undefined;
	const name = text.slice(start, end);
	return place.test(name) || common.test(name) ? undefined : end;
}

function givenEnd(text: string, ends: Map<number, number>, start: number): number | undefined {
	const first = ends.get(start);
	const given = first === undefined ? '' : text.slice(start, first);
	if (first === undefined || !han.test(given) || given.length > 2 || notGiven.test(given)) return undefined;
	if (given.length === 2) return first;
	const second = ends.get(first);
	const more = second === undefined ? '' : text.slice(first, second);
	return more.length === 1 && han.test(more) && !notGiven.test(more) ? second : first;
}

/** A name that is also a word: known by a colon before it, or by how the sentence goes on. */
function wholeWord(text: string, start: number, end: number, sure: boolean): number | undefined {
	const word = text.slice(start, end);
	if (word.length < 2 || word.length > 3 || !han.test(word) || !isSurname(word.charAt(0), true)) return undefined;
	if (notGiven.test(word.slice(1))) return undefined;
	return !sure || goesOn.test(text.slice(end, end + 1)) ? end : undefined;
}
