/** 第2批举报线索办理情况: the batch that a result was made public in. */
export const batchTitle = ({ number }: { number: number }): string => `第${number}批举报线索办理情况`;
