export const styleguideView = { page: { title: "Style guide" } };
