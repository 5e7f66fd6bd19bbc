process.env.GRADLAB_ENGINE = "typescript";
const { convBackwardFast, convForwardFast } = await import("./conv.ts");
const { testConv } = await import("./conv.fixture.ts");

describe("in TypeScript", () => testConv(convForwardFast, convBackwardFast));
