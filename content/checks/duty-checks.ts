import type { Content } from '../content.ts';
import { ContentError } from '../content-error.ts';
import { areaOf } from '../facts/area-name.ts';

const file = 'rules/duty.yaml';

/** One roster an area, and in it only offices of that area. Throws ContentError with the first that is wrong. */
export function checkDuty({ duty, units }: Pick<Content, 'duty' | 'units'>): void {
	for (const [index, { adcode, shifts }] of duty.entries()) {
		const area = areaOf({ units }, adcode);
		if (!area) throw new ContentError(file, `${index}.adcode`, `“${adcode}”在其他文件中没有登记`);
		if (duty.findIndex((each) => each.adcode === adcode) !== index) {
			throw new ContentError(file, `${index}.adcode`, `${area.name}（${adcode}）的值班安排写了两次，请合成一个`);
		}
		for (const { name, call } of shifts) {
			const foreign = call.find(({ unit }) => !units.units.some((each) => each.id === unit && each.adcode === adcode));
			if (!foreign) continue;
			const sentence = `“${foreign.unit}”不是${area.name}的单位，请填写 rules/units.yaml 中${area.name}的单位`;
			throw new ContentError(file, `${adcode}.${name}`, sentence);
		}
	}
}
